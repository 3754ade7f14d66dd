"""What sold of each lot of an exhibitor: quantity, turnover and weight, net of reversals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, case, cast, func, literal, select, tuple_

from bourse.db import db, total
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot
from bourse.tills.projections import SaleLine
from bourse.values import Money, Page, Quantity, Unit, Weight

PAGE = 100


@dataclass(frozen=True, slots=True)
class SoldLot:
    """A lot, or goods sold without one (`code`, `offered` and `left` are None).

    `weight` adds up what is known; `unweighed` counts the lines whose weight nobody knows.
    """

    code: str | None
    designation: str
    offered: Quantity | None
    sold: Quantity
    left: Quantity | None
    turnover: Money
    weight: Weight
    unweighed: int


@dataclass(frozen=True, slots=True)
class SoldTotal:
    """All that an exhibitor sold in an edition; the rows of `sold_lots` add up to it."""

    turnover: Money
    weight: Weight
    unweighed: int


def sold_total(exhibitor: Exhibitor) -> SoldTotal:
    """The totals of every line that names this exhibitor."""
    cents, grams, unweighed = db.session.execute(
        select(total(SaleLine.total_cents), total(SaleLine.weight_g), _unweighed()).where(
            *_of(exhibitor)
        )
    ).one()
    return SoldTotal(Money(cents), Weight(grams), unweighed)


def sold_lots(exhibitor: Exhibitor, *, after: str | None = None, size: int = PAGE) -> Page[SoldLot]:
    """What sold, what brought most first; `after` is the last row's cursor.

    What came back whole is left out.
    """
    cents = total(SaleLine.total_cents)
    wanted = (
        select(
            _KEY,
            func.max(SaleLine.lot_id),
            func.max(SaleLine.lot),
            func.max(SaleLine.designation),
            func.max(SaleLine.unit),
            total(SaleLine.quantity_milli),
            cents,
            total(SaleLine.weight_g),
            _unweighed(),
        )
        .where(*_of(exhibitor))
        .group_by(_KEY)
        .having((total(SaleLine.quantity_milli) != 0) | (cents != 0))
        .order_by(cents.desc(), _KEY.desc())
        .limit(size + 1)
    )
    if after is not None and (seen := _cursor(after)):
        wanted = wanted.having(tuple_(cents, _KEY) < tuple_(*seen))
    rows = db.session.execute(wanted).all()
    page = Page.of(rows, size, lambda row: f"{row[6]}:{row[0]}")
    lots = _lots([row[1] for row in page.rows])
    return Page(tuple(_sold(lots.get(row[1]), *row[2:]) for row in page.rows), page.after)


_KEY: ColumnElement[str] = func.coalesce(
    SaleLine.lot, literal("~") + cast(SaleLine.unit, String) + SaleLine.designation
)
"""What makes a row: the lot, or what was sold without one, by designation and unit."""


def _of(exhibitor: Exhibitor) -> tuple[ColumnElement[bool], ...]:
    return SaleLine.edition_id == exhibitor.edition_id, SaleLine.exhibitor == exhibitor.code


def _unweighed() -> ColumnElement[int]:
    """Lines of unknown weight, those given back taken off."""
    return total(
        case(
            (SaleLine.weight_g.is_not(None), 0),
            (SaleLine.quantity_milli < 0, -1),
            else_=1,
        )
    )


def _cursor(after: str) -> tuple[int, str] | None:
    cents, _, key = after.partition(":")
    return (int(cents), key) if key and cents.removeprefix("-").isdecimal() else None


def _lots(ids: Sequence[int | None]) -> dict[int | None, Lot]:
    wanted = select(Lot).where(Lot.id.in_([lot_id for lot_id in ids if lot_id is not None]))
    return {lot.id: lot for lot in db.session.scalars(wanted)}


def _sold(
    lot: Lot | None,
    code: str | None,
    designation: str,
    unit: str,
    sold_milli: int,
    cents: int,
    grams: int,
    unweighed: int,
) -> SoldLot:
    return SoldLot(
        code=code,
        designation=lot.designation if lot else designation,
        offered=lot.quantity if lot else None,
        sold=Quantity(sold_milli, Unit(unit)),
        left=lot.remaining if lot else None,
        turnover=Money(cents),
        weight=Weight(grams),
        unweighed=unweighed,
    )
