"""Weights: whole grams."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bourse.values.number import read_scaled, whole
from bourse.values.quantity import MILLI, Quantity
from bourse.values.rate import round_half_up

WeightUnit = Literal["g", "kg", "t"]

_DECIMALS: dict[str, int] = {"g": 0, "kg": 3, "t": 6}
_WRITTEN_UNIT = re.compile(r"(?<=\d)\s*(g|kg|t)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Weight:
    """A weight in grams: 12,5 kg is `Weight(12500)`. An unknown weight is None, never zero."""

    grams: int

    def __post_init__(self) -> None:
        whole(self.grams, "grams")

    @classmethod
    def parse(cls, text: str, unit: WeightUnit = "kg") -> Weight:
        """Reads "12,5" in `unit`; a unit written in the text ("350 g", "1,2 t") wins.

        Raises the errors of `read_scaled` (to the gram: 0, 3 or 6 decimals).
        """
        written = _WRITTEN_UNIT.search(text.strip())
        if written is None:
            return cls(read_scaled(text, _DECIMALS[unit]))
        return cls(read_scaled(text.strip()[: written.start()], _DECIMALS[written[1].lower()]))

    @property
    def kilograms(self) -> Decimal:
        """The weight in kilograms, three decimals."""
        return Decimal(self.grams).scaleb(-3)

    @property
    def tonnes(self) -> Decimal:
        """The weight in tonnes, six decimals."""
        return Decimal(self.grams).scaleb(-6)

    def times(self, quantity: Quantity) -> Weight:
        """Weight per unit × `quantity`, rounded half up, symmetric in sign."""
        return Weight(round_half_up(self.grams * quantity.milli, MILLI))

    def __add__(self, other: Weight) -> Weight:
        if not isinstance(other, Weight):
            return NotImplemented
        return Weight(self.grams + other.grams)

    def __radd__(self, other: Literal[0]) -> Weight:
        """`sum()` starts from 0."""
        if other != 0:
            return NotImplemented
        return self

    def __sub__(self, other: Weight) -> Weight:
        if not isinstance(other, Weight):
            return NotImplemented
        return Weight(self.grams - other.grams)

    def __neg__(self) -> Weight:
        return Weight(-self.grams)

    def __abs__(self) -> Weight:
        return Weight(abs(self.grams))

    def __bool__(self) -> bool:
        return self.grams != 0
