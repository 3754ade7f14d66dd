"""What lies on the stands as buyers take it away: a small market without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Origin
from bourse.people.models import VatRegime
from bourse.tills.baskets import Line
from bourse.values import Money, Quantity, Unit, Weight

STEP_MILLI = {
    Unit.PIECE: 1000,
    Unit.KG: 100,
    Unit.M2: 500,
    Unit.M3: 10,
    Unit.ML: 500,
    Unit.LITRE: 1000,
    Unit.TONNE: 20,
}
"""The smallest part that is cut, weighed or counted out for a buyer, by unit."""

HEAVY_CENTS_PER_KG = 130
"""Below this price a kilogram, goods need a trailer, and fewer buyers came with one."""


@dataclass(frozen=True, slots=True)
class Good:
    """A lot as a till knows it, and the sites where it is on show."""

    lot: str
    exhibitor: str
    category: str
    designation: str
    offered: Quantity
    price: Money
    reference_price: Money | None
    unit_weight: Weight | None
    weight_method: WeightMethod
    vat_regime: VatRegime
    origin: Origin
    sites: frozenset[str]

    @property
    def is_heavy(self) -> bool:
        """Whether its price a kilogram is low."""
        grams = self.unit_weight.grams if self.unit_weight else 0
        return self.price.cents * 1000 < HEAVY_CENTS_PER_KG * grams

    def line(self, quantity: Quantity) -> Line:
        """The line that a receipt shows for this much of it; negative when it comes back."""
        weight = None if self.unit_weight is None else self.unit_weight.times(quantity)
        return Line(
            lot=self.lot,
            exhibitor=self.exhibitor,
            category=self.category,
            designation=self.designation,
            quantity_milli=quantity.milli,
            unit=quantity.unit,
            unit_price_cents=self.price.cents,
            total_cents=self.price.times(quantity).cents,
            vat_regime=self.vat_regime,
            origin=self.origin,
            reference_price_cents=None
            if self.reference_price is None
            else self.reference_price.cents,
            unit_weight_g=None if self.unit_weight is None else self.unit_weight.grams,
            weight_g=None if weight is None else weight.grams,
            weight_method=self.weight_method,
        )


class Stands:
    """The goods of all sites and what is left of each, in thousandths of its unit."""

    def __init__(self, goods: Sequence[Good], rng: Random) -> None:
        self.goods = {good.lot: good for good in goods}
        self.left = {good.lot: good.offered.milli for good in goods}
        self._rng = rng

    def fill_basket(self, site: str) -> list[Line]:
        """What one buyer takes at `site`, one to six lines, gone from the stands at once."""
        taken: dict[str, Line] = {}
        last: Good | None = None
        for _ in range(self._rng.choices((1, 2, 3, 4, 5, 6), (26, 27, 21, 13, 8, 5))[0]):
            good = self._choose(site, last, taken)
            if good is None:
                break
            quantity = self._how_much(good)
            self.left[good.lot] -= quantity.milli
            taken[good.lot] = good.line(quantity)
            last = good
        return list(taken.values())

    def bring_back(self, line: Line, milli: int) -> Line:
        """The negative twin of `milli` thousandths of a line sold; they lie on the stand again."""
        good = self.goods[line.lot or ""]
        self.left[good.lot] += milli
        return good.line(Quantity(-milli, line.unit))

    def _choose(self, site: str, last: Good | None, taken: dict[str, Line]) -> Good | None:
        """The next thing that catches the eye: dear ones do, and what goes with the last."""
        seen = [
            good
            for lot, good in self.goods.items()
            if site in good.sites and self.left[lot] > 0 and lot not in taken
        ]
        if not seen:
            return None
        weights = [self._appeal(good, last) for good in seen]
        return self._rng.choices(seen, weights)[0]

    def _appeal(self, good: Good, last: Good | None) -> int:
        left = good.price.times(Quantity(self.left[good.lot], good.offered.unit))
        appeal = 40 + min(left.cents, 60_000) // 100
        if good.is_heavy:
            appeal //= 4
        if last is not None and good.category == last.category:
            appeal *= 5
        elif last is not None and good.exhibitor == last.exhibitor:
            appeal *= 2
        return appeal

    def _how_much(self, good: Good) -> Quantity:
        """About what a buyer spends on one thing, in whole steps, or all that is left."""
        budget = round(self._rng.lognormvariate(8.65, 0.75))
        step, left = STEP_MILLI[good.offered.unit], self.left[good.lot]
        steps = max(1, budget * 1000 // max(1, good.price.cents * step))
        milli = min(steps * step, left)
        if left - milli <= good.offered.milli // 8 and self._rng.random() < 0.6:
            milli = left
        return Quantity(milli, good.offered.unit)
