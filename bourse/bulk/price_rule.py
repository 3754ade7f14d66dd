"""What becomes of many prices at once: a rate taken off each, or one amount for all."""

from __future__ import annotations

from dataclasses import dataclass

from bourse.errors import BourseError
from bourse.values import Money, Rate
from bourse.values.rate import WHOLE_BP

STEPS = (1, 5, 10, 50, 100)
"""To how many cents a price may be rounded."""
DEAREST = Rate(-5 * WHOLE_BP)
"""A price is at most sextupled at once: beyond, the rate was mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRule:
    """`rate` is taken off each price (a negative one is put on), rounded to `step` cents.

    Or each becomes `amount`. One of the two is given.
    """

    rate: Rate | None = None
    amount: Money | None = None
    step: int = 1

    def of(self, price: Money) -> Money:
        """What becomes of a price; what costs something never becomes free by rounding alone."""
        if self.amount is not None:
            return self.amount
        rate = self.rate or Rate(0)
        kept = Rate(WHOLE_BP - rate.basis_points)
        least = min(price.cents, self.step) if kept.basis_points else 0
        return max(kept.of(price, self.step), Money(least))

    def lowered(self, price: Money) -> Money:
        """What a markdown makes of a price: never a dearer one."""
        return min(price, self.of(price))


def check(rule: PriceRule, *, only_lower: bool) -> None:
    """Whether a rule says what to do, and nothing mad.

    Raises `price_rule_missing` unless one of rate and amount is given, `price_rule_step`,
    `price_rule_rate` for a rate that takes off nothing or more than all (or puts on, where prices
    may only fall), and `price_negative`.
    """
    if (rule.rate is None) is (rule.amount is None):
        raise BourseError("price_rule_missing", field="rate")
    if rule.step not in STEPS:
        raise BourseError("price_rule_step", field="step")
    if rule.amount is not None and rule.amount.cents < 0:
        raise BourseError("price_negative", field="amount")
    if rule.rate is None:
        return
    lowest = Rate(1) if only_lower else DEAREST
    if not rule.rate.basis_points or not lowest <= rule.rate <= Rate(WHOLE_BP):
        raise BourseError("price_rule_rate", field="rate")
