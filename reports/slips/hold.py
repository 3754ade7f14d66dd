"""The pickup slip of a hold: its QR and code, until when, what to collect where, what to bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, TableStyle
from reportlab.platypus import Table as Grid

from bourse.clock import now
from bourse.editions.models import Edition, SalesMode
from bourse.exhibitors.models import Stand
from bourse.holds.models import HoldState
from bourse.holds.queries import HoldView
from bourse.holds.spots import Spot
from bourse.people.models import Organisation
from bourse.values import Weight
from reports.kit import formats
from reports.kit.flow import BODY, HEADING, NOTE, SUBHEADING, gap, grid, paragraph
from reports.kit.fonts import BOLD
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import TEXT_WIDTH, PageFrame, build
from reports.kit.qr import QrCode
from reports.kit.table import Column, Kind, Table, translated
from reports.kit.words import word

SIDE = 58 * mm
CODE = ParagraphStyle(
    "slip code", parent=BODY, fontName=BOLD, fontSize=30, leading=36, spaceAfter=6
)
UNTIL = ParagraphStyle("slip until", parent=BODY, fontName=BOLD, fontSize=13, leading=18)
COLUMNS = (
    Column("code", _("Code")),
    Column("designation", _("Designation")),
    Column("quantity", _("Quantity")),
    Column("total", _("To pay"), Kind.MONEY),
)


@dataclass(frozen=True, slots=True)
class HoldSlip:
    """What the slip says; `qr` is what its code says, `weight` of all of it where it is known."""

    edition: Edition
    hold: HoldView
    spots: Sequence[Spot]
    weight: Weight | None
    qr: str
    house: Organisation | None


def hold_slip(slip: HoldSlip, language: str) -> bytes:
    """The PDF, one page for most; the QR stands at its head."""
    edition, hold = slip.edition, slip.hold
    title = translate(_("Reservation slip"), language)
    story: list[Flowable] = [
        paragraph(title, HEADING),
        paragraph(_edition_line(edition, language), NOTE),
        gap(4 * mm),
        _head(slip, language),
        gap(4 * mm),
        *(flowable for spot in slip.spots for flowable in _spot(spot, slip, language)),
        gap(3 * mm),
        paragraph(
            translate(
                _("In all, to pay on the spot: %(total)s."),
                language,
                total=formats.money(hold.total, language, edition.currency),
            ),
            UNTIL,
        ),
        KeepTogether(_what_to_bring(slip, language)),
    ]
    frame = PageFrame(
        title=f"{title} {hold.printed}",
        author=slip.house.name if slip.house else edition.name,
        status=translate(
            _("As it stood on %(stamp)s"),
            language,
            stamp=formats.instant(now(), language, edition.timezone),
        ),
        language=language,
        is_fictional=edition.is_fictional,
    )
    return build(story, frame)


def _edition_line(edition: Edition, language: str) -> str:
    days = formats.period(edition.starts_on, edition.ends_on, language)
    return " · ".join(part for part in (edition.name, days, edition.place) if part)


def _head(slip: HoldSlip, language: str) -> Flowable:
    """The QR on the left; code, name and until when on its right."""
    hold, edition = slip.hold, slip.edition
    said: list[Flowable] = [paragraph(hold.printed, CODE)]
    if hold.name:
        said.append(paragraph(hold.name, SUBHEADING))
    said.append(paragraph(_until(hold, edition, language), UNTIL))
    said.append(paragraph(translate(_pays(edition), language)))
    head = Grid(
        [[QrCode(slip.qr, SIDE), said]], colWidths=[SIDE + 5 * mm, TEXT_WIDTH - SIDE - 5 * mm]
    )
    head.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return head


def _until(hold: HoldView, edition: Edition, language: str) -> str:
    """Until when it is kept; what else became of it stands there instead."""
    if hold.state is not HoldState.HELD:
        return word(hold.state, language)
    when = formats.appointment(hold.expires_at, language, edition.timezone)
    return translate(_("Kept for you until %(when)s"), language, when=when)


def _pays(edition: Edition) -> str:
    if edition.sales_mode is SalesMode.CENTRAL_TILL:
        return _("Look at the goods, then show this code at the till and pay there.")
    return _("Look at the goods, then show this code to the firm or at the till, and pay there.")


def _spot(spot: Spot, slip: HoldSlip, language: str) -> list[Flowable]:
    """A firm: where it is, when it is open, and what waits there."""
    table = Table(
        key="lots",
        title="",
        columns=COLUMNS,
        rows=tuple(
            (
                line.lot.printed_code,
                line.lot.designation,
                formats.quantity(line.quantity, language),
                line.lot.price.times(line.quantity),
            )
            for line in spot.lines
        ),
    )
    return [
        KeepTogether(
            [
                paragraph(spot.firm, SUBHEADING),
                *_where(spot.stands, language),
                gap(2 * mm),
                grid(translated(table, language), language, slip.edition.currency),
            ]
        )
    ]


def _where(stands: Sequence[Stand], language: str) -> Iterator[Flowable]:
    """Each stand where the goods may be, with its site."""
    for stand in stands:
        site = stand.site
        label = translate(_("stand %(stand)s"), language, stand=stand.label) if stand.label else ""
        town = f"{site.postcode} {site.town}".strip()
        said = [site.name, label, site.address, town, site.hours]
        lead = "" if stand is stands[0] else translate(_("or"), language) + " "
        yield paragraph(lead + " · ".join(part for part in said if part), NOTE)


def _what_to_bring(slip: HoldSlip, language: str) -> list[Flowable]:
    lines = [translate(_("This slip, and the means to pay."), language)]
    if slip.weight:
        weight = formats.weight(slip.weight, language)
        lines.append(
            translate(
                _("A vehicle for %(weight)s of goods, straps and gloves."), language, weight=weight
            )
        )
    else:
        lines.append(translate(_("A vehicle of the right size, straps and gloves."), language))
    house = slip.house
    reached = " · ".join(part for part in (house.phone, house.email) if part) if house else ""
    if reached:
        lines.append(
            translate(
                _("If you cannot come, please cancel: %(contact)s"), language, contact=reached
            )
        )
    return [
        paragraph(translate(_("What to bring"), language), SUBHEADING),
        *(paragraph(f"• {line}") for line in lines),
    ]
