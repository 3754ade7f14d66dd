"""What became of the lots offered, by weight: offered, unsold, removed. Sold stands in `queries`.

Weights are each lot's own, quantity × weight of one unit; the sum of any split is the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db
from bourse.exhibitors.models import Exhibitor
from bourse.impact.queries import was_offered
from bourse.impact.report import MassFlow
from bourse.lots.models import Lot, Stock
from bourse.values import Quantity, Unit, Weight


@dataclass(frozen=True, slots=True)
class OfferedLot:
    """One lot that was put on sale, with what its quantities weigh (None when unknown)."""

    category: str
    exhibitor: str
    offered: Weight | None
    unsold: Weight | None
    removed: Weight | None


def offered_lots(edition_id: int) -> list[OfferedLot]:
    """Every lot that was put on sale in the edition, in one query."""
    rows = db.session.execute(
        select(
            Lot.category_code,
            Exhibitor.code,
            Lot.unit,
            Lot.unit_weight_g,
            Lot.quantity_milli,
            Stock.sold_milli,
            Stock.removed_milli,
        )
        .join(Stock, Stock.lot_id == Lot.id)
        .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
        .where(Lot.edition_id == edition_id, was_offered())
    )
    return [
        _weigh(category, exhibitor, unit, unit_g, offered, sold, removed)
        for category, exhibitor, unit, unit_g, offered, sold, removed in rows
    ]


def _weigh(
    category: str,
    exhibitor: str,
    unit: Unit,
    unit_g: int | None,
    offered: int,
    sold: int,
    removed: int,
) -> OfferedLot:
    if unit_g is None:
        return OfferedLot(category, exhibitor, None, None, None)
    each = Weight(unit_g)
    left = max(offered - sold - removed, 0)
    return OfferedLot(
        category,
        exhibitor,
        each.times(Quantity(offered, unit)),
        each.times(Quantity(left, unit)),
        each.times(Quantity(removed, unit)),
    )


def flow_of(lots: Sequence[OfferedLot], sold: Weight) -> MassFlow:
    """The masses of these lots, beside what was sold of them."""
    return MassFlow(
        offered=_sum(lot.offered for lot in lots),
        sold=sold,
        unsold=_sum(lot.unsold for lot in lots),
        removed=_sum(lot.removed for lot in lots),
        lots=len(lots),
        lots_unweighed=sum(lot.offered is None for lot in lots),
    )


def _sum(weights: Iterable[Weight | None]) -> Weight:
    return sum((weight for weight in weights if weight is not None), Weight(0))
