"""The slip of what an exhibitor brought: each announced lot with what became of it, to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from bourse.clock import now
from bourse.editions.models import Edition
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import StandView
from bourse.people.models import Organisation
from bourse.reception.models import ReceptionState
from bourse.reception.receiving import AnnouncedLot
from bourse.values import Quantity, Weight
from reports.kit import formats
from reports.kit.flow import BODY, HEADING, NOTE, SUBHEADING, facts, gap, grid, paragraph
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import PageFrame, build
from reports.kit.table import Cell, Column, Kind, Table, translated
from reports.kit.words import word
from reports.slips.signing import signature_boxes

COLUMNS = (
    Column("code", _("Code")),
    Column("designation", _("Designation")),
    Column("quantity", _("Quantity")),
    Column("weight", _("Weight")),
    Column("state", _("On arrival")),
)
COUNTS = (
    Column("announced", _("Lots announced"), Kind.COUNT),
    Column("received", _("Lots received"), Kind.COUNT),
    Column("refused", _("Lots refused"), Kind.COUNT),
    Column("absent", _("Lots absent"), Kind.COUNT),
    Column("awaited", _("Not ticked yet"), Kind.COUNT),
    Column("weight", _("Weight received")),
)


@dataclass(frozen=True, slots=True)
class ReceptionSlip:
    """What the slip says."""

    edition: Edition
    exhibitor: Exhibitor
    stands: Sequence[StandView]
    lots: Sequence[AnnouncedLot]
    house: Organisation | None


def reception_slip(slip: ReceptionSlip, language: str) -> bytes:
    """The PDF: who, the counts, every lot, and two boxes to sign in."""
    edition, company = slip.edition, slip.exhibitor.company
    stamp = formats.instant(now(), language, edition.timezone)
    title = translate(_("Reception slip"), language)
    places = ", ".join(f"{stand.site} {stand.label}".strip() for stand in slip.stands)
    story: list[Flowable] = [
        paragraph(title, HEADING),
        paragraph(f"{company.name} ({slip.exhibitor.code})", SUBHEADING),
        paragraph(" · ".join(part for part in (edition.name, places) if part), NOTE),
        gap(3 * mm),
        facts(translated(_counts(slip.lots, language), language), language, edition.currency),
        gap(5 * mm),
        grid(translated(_lots(slip.lots, language), language), language, edition.currency),
        gap(4 * mm),
        paragraph(
            translate(_("Only what is received here counts as offered and is sold."), language),
            BODY,
        ),
        gap(4 * mm),
        signature_boxes(
            [
                translate(_("For the exhibitor: name, date and signature"), language),
                translate(_("For the organiser: name, date and signature"), language),
            ]
        ),
    ]
    frame = PageFrame(
        title=f"{title} – {company.name}",
        author=slip.house.name if slip.house else edition.name,
        status=translate(_("As it stood on %(stamp)s"), language, stamp=stamp),
        language=language,
        is_fictional=edition.is_fictional,
    )
    return build(story, frame)


def _counts(lots: Sequence[AnnouncedLot], language: str) -> Table:
    def of(state: ReceptionState | None) -> int:
        return sum(one.state is state for one in lots)

    came = [_weight(one) for one in lots if one.state is ReceptionState.RECEIVED]
    weight = sum((mass for mass in came if mass), Weight(0))
    row: tuple[Cell, ...] = (
        len(lots),
        *(of(state) for state in ReceptionState),
        of(None),
        formats.weight(weight, language),
    )
    return Table(key="counts", title="", columns=COUNTS, rows=(row,))


def _lots(lots: Sequence[AnnouncedLot], language: str) -> Table:
    return Table(
        key="lots",
        title="",
        columns=COLUMNS,
        rows=tuple(
            (
                one.lot.printed_code,
                one.lot.designation,
                formats.quantity(_brought(one), language),
                formats.weight(mass, language) if (mass := _weight(one)) else "–",
                _said(one, language),
            )
            for one in lots
        ),
    )


def _brought(one: AnnouncedLot) -> Quantity:
    """How much came: what was announced, less what was counted otherwise or broke since."""
    return one.lot.quantity - one.lot.removed


def _weight(one: AnnouncedLot) -> Weight | None:
    """What that weighs; None when nobody knows."""
    each = one.lot.unit_weight
    return each.times(_brought(one)) if each else None


def _said(one: AnnouncedLot, language: str) -> str:
    if one.reception is None:
        return translate(_("to tick"), language)
    state = word(one.reception.state, language)
    reason = one.reception.reason
    return f"{state} – {word(reason, language)}" if reason else state
