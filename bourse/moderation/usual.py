"""What goods of a category usually cost, to question a price far from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select

from bourse.db import db
from bourse.lots.models import Lot, LotStatus
from bourse.values import Money, Unit

FEWEST = 12
"""Lots of a category and unit that make a custom."""
FAR = 10
"""How many times below the first quartile, or above the third, a price is questioned.

That is a comma that slipped, or the price of a pallet typed for one piece.
"""
Kind = tuple[str, Unit]


@dataclass(frozen=True, slots=True)
class Usual:
    """Half of the prices of a kind of goods lie between `low` and `high`."""

    low: Money
    high: Money

    def is_far(self, price: Money) -> bool:
        """Whether a price is not of this world; what is free is another question."""
        if not price:
            return False
        return price.cents * FAR < self.low.cents or price.cents > self.high.cents * FAR


def usual_prices(edition_id: int, kind: Kind | None = None) -> Mapping[Kind, Usual]:
    """The usual prices of each kind of goods of an edition that has enough of them."""
    wanted = select(Lot.category_code, Lot.unit, Lot.price_cents).where(
        Lot.edition_id == edition_id, Lot.status == LotStatus.OFFERED, Lot.price_cents > 0
    )
    if kind is not None:
        wanted = wanted.where(Lot.category_code == kind[0], Lot.unit == kind[1])
    prices: dict[Kind, list[int]] = defaultdict(list)
    for category, unit, cents in db.session.execute(wanted):
        prices[category, unit].append(cents)
    return {kind: _quartiles(held) for kind, held in prices.items() if len(held) >= FEWEST}


def far_from(usual: Mapping[Kind, Usual]) -> ColumnElement[bool]:
    """The condition that a lot's price is far from those of its kind."""
    return or_(
        false(),
        *(
            and_(
                Lot.category_code == category,
                Lot.unit == unit,
                Lot.price_cents > 0,
                or_(Lot.price_cents * FAR < one.low.cents, Lot.price_cents > one.high.cents * FAR),
            )
            for (category, unit), one in usual.items()
        ),
    )


def _quartiles(cents: list[int]) -> Usual:
    held = sorted(cents)
    return Usual(Money(held[len(held) // 4]), Money(held[3 * len(held) // 4]))
