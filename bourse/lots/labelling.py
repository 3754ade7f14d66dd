"""What the labels of lots say, in the order in which they are stuck on: stand by stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.lots.models import Lot, LotStatus
from bourse.people.models import Company
from bourse.values import LotCode, Money, Quantity, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class LotToLabel:
    """A lot as its label shows it. `price` is for one unit; `stand` is empty before it is given."""

    code: LotCode
    designation: str
    price: Money
    quantity: Quantity
    unit_weight: Weight | None
    exhibitor: str
    stand: str


def lots_to_label(
    edition_id: int, *, exhibitor_id: int | None = None, codes: Sequence[str] | None = None
) -> list[LotToLabel]:
    """The lots on sale in an edition, of one exhibitor if given, by stand, exhibitor and code.

    With `codes`, these lots alone: raises `lot_unknown` when one is not among the edition's (or
    exhibitor's), and `lot_not_offered` (designation) when one is not on sale.
    """
    statement = (
        select(Lot, Company.name, Exhibitor.code, Stand.label)
        .join(Lot.exhibitor)
        .join(Exhibitor.company)
        .outerjoin(Stand, Stand.exhibitor_id == Exhibitor.id)
        .where(Lot.edition_id == edition_id)
        .order_by(Stand.site_id)
    )
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    if codes is None:
        statement = statement.where(Lot.status == LotStatus.OFFERED)
    else:
        statement = statement.where(Lot.code.in_(set(codes)))
    lots: dict[str, tuple[Lot, str, str]] = {}
    stands: dict[str, list[str]] = {}
    for lot, company, exhibitor, stand in db.session.execute(statement):
        lots[lot.code] = (lot, company, exhibitor)
        stands.setdefault(lot.code, []).extend([stand] if stand else [])
    if codes is not None:
        _check([lot for lot, *_rest in lots.values()], codes)
    rows = [
        (_natural(" ".join(stands[code])), _natural(exhibitor), _row(lot, company, stands[code]))
        for code, (lot, company, exhibitor) in lots.items()
    ]
    return [row for *_key, row in sorted(rows, key=lambda row: (row[0], row[1], row[2].code))]


def _check(lots: Sequence[Lot], codes: Sequence[str]) -> None:
    if {lot.code for lot in lots} != set(codes):
        raise BourseError("lot_unknown")
    for lot in lots:
        if lot.status is not LotStatus.OFFERED:
            raise BourseError("lot_not_offered", designation=lot.designation)


def _row(lot: Lot, company: str, stands: Sequence[str]) -> LotToLabel:
    return LotToLabel(
        code=LotCode(lot.code),
        designation=lot.designation,
        price=lot.price,
        quantity=lot.quantity,
        unit_weight=lot.unit_weight,
        exhibitor=company,
        stand=" · ".join(stands),
    )


def _natural(label: str) -> list[tuple[int, str]]:
    """Sorts A2 before A10, and what has no stand last."""
    parts = re.findall(r"\d+|\D+", label) or ["\N{REPLACEMENT CHARACTER}"]
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


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
