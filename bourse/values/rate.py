"""Rates, shares and the only rounding in the software."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bourse.values.number import read_scaled, whole

if TYPE_CHECKING:
    from bourse.values.money import Money

WHOLE_BP = 10_000


def round_half_up(numerator: int, denominator: int) -> int:
    """`numerator / denominator` to the nearest int; ties go away from zero.

    Symmetric, so that a reversal undoes a sale to the cent: f(-n, d) == -f(n, d).
    Raises ValueError unless `denominator` > 0.
    """
    if denominator <= 0:
        raise ValueError("denominator must be positive")
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """`total` split in proportion to `weights`; the parts always add up to `total`.

    Largest remainder: each part is its exact share cut down, and what is left goes, one
    each, to the largest remainders, the earlier first. Symmetric in the sign of `total`.
    When all weights are zero, the parts are equal (give or take one).
    Raises ValueError for a negative weight, or no weights at all with something to split.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative")
    if not weights:
        if total:
            raise ValueError("nothing to share among")
        return []
    if not any(weights):
        weights = [1] * len(weights)
    sign = -1 if total < 0 else 1
    whole_weight = sum(weights)
    cuts = [divmod(abs(total) * weight, whole_weight) for weight in weights]
    parts = [part for part, _ in cuts]
    by_remainder = sorted(range(len(cuts)), key=lambda index: -cuts[index][1])
    for index in by_remainder[: abs(total) - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A rate in basis points (hundredths of a percent): 20 % is `Rate(2000)`."""

    basis_points: int

    def __post_init__(self) -> None:
        whole(self.basis_points, "basis_points")

    @classmethod
    def parse(cls, text: str) -> Rate:
        """Reads "20", "5,5 %", "2.1%". Raises the errors of `read_scaled` (2 decimals)."""
        return cls(read_scaled(text.strip().removesuffix("%"), 2))

    @property
    def percent(self) -> Decimal:
        """The rate in percent: `Rate(550).percent` is 5.50."""
        return Decimal(self.basis_points).scaleb(-2)

    def of(self, money: Money, step: int = 1) -> Money:
        """The part of `money` that the rate says, rounded half up: 20 % of 10,00 € is 2,00 €.

        With `step`, to that many cents at once: 80 % of 8,47 € to 10 cents is 6,80 €.
        """
        parts = round_half_up(money.cents * self.basis_points, WHOLE_BP * step)
        return replace(money, cents=parts * step)

    def within(self, money: Money) -> Money:
        """The part of `money` that is the rate of the rest: VAT in a price that includes it.

        20 % within 12,00 € is 2,00 €; the rest, `money - rate.within(money)`, is the price
        without VAT, so that the two always add up.
        """
        return replace(
            money,
            cents=round_half_up(money.cents * self.basis_points, WHOLE_BP + self.basis_points),
        )
