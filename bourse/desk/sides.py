"""Both sides of a case about a lot: the flagged sale, and the nearest other sales of the lot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from bourse.db import db
from bourse.lots.models import Lot
from bourse.tills.baskets import PriceReason
from bourse.tills.inbox import Conflict
from bourse.tills.projections import Sale, SaleLine
from bourse.values import Money, Quantity

SIDES = 5
"""How many other sales of a lot are shown beside the flagged one."""


@dataclass(frozen=True, slots=True)
class Side:
    """One sale of the lot in question, or its reversal (negative).

    `catalogue_price` is one unit's where it was sold at another; `reason` says why,
    `approved_by` is the code of the supervisor who allowed it.
    """

    seq: int
    lot: str | None
    number: str
    cashier: str
    happened_at: datetime
    quantity: Quantity
    unit_price: Money
    total: Money
    catalogue_price: Money | None
    reason: PriceReason | None
    approved_by: str | None


def own_sides(conflicts: Collection[Conflict]) -> Mapping[int, tuple[Side, ...]]:
    """By conflict id, the lines of the flagged sale that are about its lot."""
    told: dict[int, list[Side]] = defaultdict(list)
    for sale, line in db.session.execute(
        select(Sale, SaleLine)
        .join(SaleLine, SaleLine.sale_seq == Sale.seq)
        .where(Sale.seq.in_({one.seq for one in conflicts}))
        .order_by(Sale.seq, SaleLine.position)
    ):
        told[sale.seq].append(_side(sale, line))
    return {
        one.id: tuple(side for side in told[one.seq] if one.lot and side.lot == one.lot)
        for one in conflicts
    }


def other_sides(conflicts: Collection[Conflict]) -> Mapping[int, tuple[Side, ...]]:
    """By conflict id, the other sales of its lot: the earlier ones first, the nearest first.

    What a flagged sale contradicts stands before it, however much of the lot was sold since.
    """
    is_later, distance = SaleLine.sale_seq > Conflict.seq, SaleLine.sale_seq - Conflict.seq
    nearest = (
        case((is_later, 1), else_=0),
        case((is_later, distance), else_=-distance),
        SaleLine.position,
    )
    ranked = (
        select(
            Conflict.id,
            SaleLine.sale_seq,
            SaleLine.position,
            func.row_number().over(partition_by=Conflict.id, order_by=nearest).label("place"),
        )
        .join(Lot, (Lot.edition_id == Conflict.edition_id) & (Lot.code == Conflict.lot))
        .join(SaleLine, SaleLine.lot_id == Lot.id)
        .where(Conflict.id.in_([one.id for one in conflicts]), SaleLine.sale_seq != Conflict.seq)
        .subquery()
    )
    told: dict[int, list[Side]] = defaultdict(list)
    for conflict_id, sale, line in db.session.execute(
        select(ranked.c.id, Sale, SaleLine)
        .join(Sale, Sale.seq == ranked.c.sale_seq)
        .join(
            SaleLine,
            (SaleLine.sale_seq == ranked.c.sale_seq) & (SaleLine.position == ranked.c.position),
        )
        .where(ranked.c.place <= SIDES)
        .order_by(ranked.c.id, ranked.c.place)
    ):
        told[conflict_id].append(_side(sale, line))
    return {conflict_id: tuple(sides) for conflict_id, sides in told.items()}


def _side(sale: Sale, line: SaleLine) -> Side:
    return Side(
        seq=sale.seq,
        lot=line.lot,
        number=sale.number,
        cashier=sale.cashier,
        happened_at=sale.happened_at,
        quantity=line.quantity,
        unit_price=line.unit_price,
        total=line.total,
        catalogue_price=line.catalogue_price,
        reason=PriceReason(line.price_reason) if line.price_reason else None,
        approved_by=sale.approved_by,
    )
