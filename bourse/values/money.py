"""Money: whole cents, in the edition's one currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bourse.values.number import read_scaled, whole
from bourse.values.quantity import MILLI, Quantity
from bourse.values.rate import round_half_up

_CURRENCY = re.compile(r"^(?:€|EUR)|(?:€|EUR|euros?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in cents: 12,50 € is `Money(1250)`. The edition knows which currency."""

    cents: int

    def __post_init__(self) -> None:
        whole(self.cents, "cents")

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads "1 234,50 €", "12.5", "€ 3". Raises the errors of `read_scaled` (2 decimals)."""
        return cls(read_scaled(_CURRENCY.sub("", text.strip(), count=1), 2))

    @property
    def decimal(self) -> Decimal:
        """The amount in the currency's unit, two decimals: `Money(1250).decimal` is 12.50."""
        return Decimal(self.cents).scaleb(-2)

    def times(self, quantity: Quantity) -> Money:
        """Price per unit × `quantity`, rounded half up, symmetric in sign."""
        return Money(round_half_up(self.cents * quantity.milli, MILLI))

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)

    def __radd__(self, other: Literal[0]) -> Money:
        """`sum()` starts from 0."""
        if other != 0:
            return NotImplemented
        return self

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __abs__(self) -> Money:
        return Money(abs(self.cents))

    def __bool__(self) -> bool:
        return self.cents != 0
