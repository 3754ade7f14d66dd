"""What the labels of lots say, in the order in which they are stuck on: stand by stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select

from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.labels.labelled import LabelState, mark, state
from bourse.lots.models import Lot, LotStatus
from bourse.lots.revision import MOST_KEYS
from bourse.people.folding import fold
from bourse.people.models import Company
from bourse.values import LotCode, Money, Quantity, Rate, Weight

_Natural = list[tuple[int, str]]
_Place = tuple[_Natural, _Natural]
"""Stand and exhibitor, as they are sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotToLabel:
    """A lot as its label shows it. `price` is for one unit; `stand` is empty before it is given.

    `state` compares it with its last printed label, which said `labelled_price`; `is_gone` says
    that nothing is left to stick one on.
    """

    code: LotCode
    designation: str
    price: Money
    reference_price: Money | None
    discount: Rate | None
    quantity: Quantity
    unit_weight: Weight | None
    exhibitor: str
    stand: str
    mark: str
    state: LabelState
    labelled_price: Money | None
    pieces: int = 1
    is_gone: bool = False


def lots_to_label(
    edition_id: int, *, exhibitor_id: int | None = None, codes: Sequence[str] | None = None
) -> list[LotToLabel]:
    """The lots on sale in an edition, of one exhibitor if given, by stand, exhibitor and code.

    With `codes`, these lots alone: raises `lot_unknown` when one is not among the edition's (or
    exhibitor's), and `lot_not_offered` (designation) when one is not on sale.
    """
    found = labelled_lots(edition_id, exhibitor_id=exhibitor_id, codes=codes)
    for lot, _row in found:
        if lot.status is not LotStatus.OFFERED:
            raise BourseError("lot_not_offered", designation=lot.designation)
    return [row for _lot, row in found]


def labelled_lots(
    edition_id: int, *, exhibitor_id: int | None = None, codes: Collection[str] | None = None
) -> list[tuple[Lot, LotToLabel]]:
    """Each lot with what its label says now, in the order of `lots_to_label`.

    Without `codes` those on sale; with them these lots, whether they are on sale or not: raises
    `lot_unknown`.
    """
    if codes is None:
        found = _placed(edition_id, exhibitor_id, Lot.status == LotStatus.OFFERED)
    else:
        found, every = [], sorted(set(codes))
        for start in range(0, len(every), MOST_KEYS):
            some = Lot.code.in_(every[start : start + MOST_KEYS])
            found += _placed(edition_id, exhibitor_id, some)
        if len(found) != len(every):
            raise BourseError("lot_unknown")
    found.sort(key=lambda one: (one[0], one[2].code))
    return [(lot, row) for _place, lot, row in found]


def _placed(
    edition_id: int, exhibitor_id: int | None, which: ColumnElement[bool]
) -> list[tuple[_Place, Lot, LotToLabel]]:
    """The lots in no order, each with what says where it stands; a query for all."""
    statement = (
        select(Lot, Company.name, Exhibitor.code, Stand.label)
        .join(Lot.exhibitor)
        .join(Exhibitor.company)
        .outerjoin(Stand, Stand.exhibitor_id == Exhibitor.id)
        .where(Lot.edition_id == edition_id, which)
        .order_by(Stand.site_id)
    )
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    lots: dict[str, tuple[Lot, str, str]] = {}
    stands: dict[str, list[str]] = {}
    for lot, company, exhibitor, stand in db.session.execute(statement):
        lots[lot.code] = (lot, company, exhibitor)
        stands.setdefault(lot.code, []).extend([stand] if stand else [])
    return [
        (
            (_natural(" ".join(stands[code])), _natural(exhibitor)),
            lot,
            _row(lot, company, stands[code]),
        )
        for code, (lot, company, exhibitor) in lots.items()
    ]


def _row(lot: Lot, company: str, stands: Sequence[str]) -> LotToLabel:
    stand, printed = " · ".join(stands), lot.labelled_price_cents
    said = mark(
        *(lot.designation, lot.price_cents, lot.reference_price_cents),
        *(lot.quantity_milli, lot.unit, lot.unit_weight_g, company, stand),
        *((lot.pieces,) if lot.pieces > 1 else ()),
    )
    return LotToLabel(
        code=LotCode(lot.code),
        designation=lot.designation,
        price=lot.price,
        reference_price=lot.reference_price,
        discount=lot.discount,
        quantity=lot.quantity,
        unit_weight=lot.unit_weight,
        exhibitor=company,
        stand=stand,
        mark=said,
        state=state(lot, said),
        labelled_price=None if printed is None else Money(printed),
        pieces=lot.pieces,
        is_gone=lot.remaining.milli <= 0,
    )


def _natural(label: str) -> _Natural:
    """Sorts A2 before A10, and what has no stand last."""
    parts = re.findall(r"\d+|\D+", label) or ["\N{REPLACEMENT CHARACTER}"]
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


class LabelOrder(StrEnum):
    """In which order labels are printed: as they are stuck on, or as they are looked for."""

    STAND = "stand"
    CODE = "code"
    DESIGNATION = "designation"


def ordered(lots: Sequence[LotToLabel], order: LabelOrder) -> list[LotToLabel]:
    """Lots that come stand by stand, in another order if that is wanted."""
    if order is LabelOrder.CODE:
        return sorted(lots, key=lambda lot: lot.code.compact)
    if order is LabelOrder.DESIGNATION:
        return sorted(lots, key=lambda lot: _natural(fold(lot.designation)))
    return list(lots)


def to_print(lots: Sequence[LotToLabel]) -> list[LotToLabel]:
    """Those that have no label yet, or one that no longer holds; what is gone needs none."""
    return [lot for lot in lots if not lot.is_gone and lot.state is not LabelState.CURRENT]


def stale(lots: Sequence[LotToLabel]) -> list[LotToLabel]:
    """Those whose price changed after printing; nobody reads the label of what is gone."""
    return [lot for lot in lots if not lot.is_gone and lot.state is LabelState.PRICE]


@dataclass(frozen=True, slots=True)
class ExhibitorToLabel:
    """An exhibitor who has lots on sale, and how many."""

    code: str
    name: str
    lots: int


def exhibitors_to_label(edition_id: int) -> list[ExhibitorToLabel]:
    """Whose labels can be printed, in the order of their codes."""
    rows = db.session.execute(
        select(Exhibitor.code, Company.name, func.count(Lot.id))
        .join(Lot, Lot.exhibitor_id == Exhibitor.id)
        .join(Exhibitor.company)
        .where(Lot.edition_id == edition_id, Lot.status == LotStatus.OFFERED)
        .group_by(Exhibitor.code, Company.name)
    )
    found = [ExhibitorToLabel(*row) for row in rows]
    return sorted(found, key=lambda exhibitor: _natural(exhibitor.code))
