"""What of lots is held at a time: one condition and one expression, for all who read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, select

from bourse.db import db, total
from bourse.holds.models import Hold, HoldLine
from bourse.lots.models import Lot
from bourse.values import Quantity


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a lot a hold keeps, in thousandths of its unit, and until when."""

    code: str
    quantity_milli: int
    until: datetime


def is_open(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """The condition that a hold of the query keeps its goods at this moment, confirmed or not."""
    return and_(Hold.collected_at.is_(None), Hold.cancelled_at.is_(None), Hold.expires_at > at)


def held_milli(at: datetime | BindParameter[datetime]) -> ColumnElement[int]:
    """How much is held of the query's `Lot` at this moment, in thousandths of its unit."""
    return (
        select(total(HoldLine.quantity_milli))
        .join(Hold, Hold.id == HoldLine.hold_id)
        .where(HoldLine.lot_id == Lot.id, is_open(at))
        .correlate(Lot)
        .scalar_subquery()
    )


def free_of(left: Quantity, held: int) -> Quantity:
    """What may still be asked for of what is left, less so many thousandths that are held."""
    return left if left.milli <= 0 else Quantity(max(left.milli - held, 0), left.unit)


def held_of(lot_ids: Collection[int], at: datetime) -> dict[int, int]:
    """How much is held of these lots at this moment, by id; what is not held is not there."""
    rows = db.session.execute(
        select(HoldLine.lot_id, total(HoldLine.quantity_milli))
        .join(Hold, Hold.id == HoldLine.hold_id)
        .where(HoldLine.lot_id.in_(lot_ids), is_open(at))
        .group_by(HoldLine.lot_id)
    )
    return {lot_id: milli for lot_id, milli in rows}  # noqa: C416 -- rows are no pairs to mypy


def holds_on(lot_ids: Collection[int], at: datetime) -> dict[int, tuple[Held, ...]]:
    """By lot, each hold that keeps some of it at this moment, what ends first before the rest."""
    rows = db.session.execute(
        select(HoldLine.lot_id, Hold.code, HoldLine.quantity_milli, Hold.expires_at)
        .join(Hold, Hold.id == HoldLine.hold_id)
        .where(HoldLine.lot_id.in_(lot_ids), is_open(at))
        .order_by(Hold.expires_at, Hold.id)
    )
    found: dict[int, tuple[Held, ...]] = {}
    for lot_id, code, milli, until in rows:
        found[lot_id] = (*found.get(lot_id, ()), Held(code, milli, until))
    return found
