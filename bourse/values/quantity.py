"""Quantities of goods with their unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import total_ordering
from typing import Literal

from bourse.errors import BourseError
from bourse.values.number import read_scaled, whole

MILLI = 1000


class Unit(StrEnum):
    """What a quantity counts. The value is what is stored and exchanged."""

    PIECE = "u"
    KG = "kg"
    M2 = "m2"
    M3 = "m3"
    ML = "ml"  # mètre linéaire, never a millilitre
    LITRE = "l"
    TONNE = "t"

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Reads "m²", "M2", "pièces", "mètre linéaire"… Raises `unit_unknown` (text)."""
        name = " ".join(text.lower().split()).rstrip(".")
        unit = _UNIT_NAMES.get(name) or _UNIT_NAMES.get(name.removesuffix("s"))
        if unit is None:
            raise BourseError("unit_unknown", text=text)
        return unit

    @property
    def decimals(self) -> int:
        """How many decimals a quantity in this unit may have: none for pieces, else three."""
        return 0 if self is Unit.PIECE else 3


_UNIT_NAMES: dict[str, Unit] = {unit.value: unit for unit in Unit} | {
    "pièce": Unit.PIECE,
    "piece": Unit.PIECE,
    "pce": Unit.PIECE,
    "pc": Unit.PIECE,
    "unité": Unit.PIECE,
    "unite": Unit.PIECE,
    "kilo": Unit.KG,
    "kilogramme": Unit.KG,
    "m²": Unit.M2,
    "m³": Unit.M3,
    "m": Unit.ML,
    "mètre": Unit.ML,
    "metre": Unit.ML,
    "mètre linéaire": Unit.ML,
    "mètres linéaire": Unit.ML,
    "litre": Unit.LITRE,
    "tonne": Unit.TONNE,
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Quantity:
    """`milli` thousandths of `unit`: 12,5 m² is `Quantity(12500, Unit.M2)`.

    Pieces are whole: `quantity_not_whole` (milli) otherwise. Adding or comparing two
    units raises `quantity_unit_differs` (expected, found).
    """

    milli: int
    unit: Unit

    def __post_init__(self) -> None:
        whole(self.milli, "milli")
        if not isinstance(self.unit, Unit):
            raise TypeError("unit must be a Unit")
        if self.unit is Unit.PIECE and self.milli % MILLI:
            raise BourseError("quantity_not_whole", milli=self.milli)

    @classmethod
    def parse(cls, text: str, unit: Unit) -> Quantity:
        """Reads "12,5", "1 250.75" or "12,5 m²" as a quantity in `unit`.

        Raises the errors of `read_scaled` (3 decimals), `quantity_not_whole` for a part of
        a piece, `unit_unknown`, and `quantity_unit_differs` when the text names another unit.
        """
        number, written = split_unit(text)
        if written and (found := Unit.parse(written)) is not unit:
            raise BourseError("quantity_unit_differs", expected=unit, found=found)
        # "1.000 u" may mean one or a thousand: pieces take ",0" and ",00" as spreadsheets
        # write them, but not three zeros.
        return cls(
            read_scaled(number, 2) * 10 if unit is Unit.PIECE else read_scaled(number, 3), unit
        )

    @property
    def decimal(self) -> Decimal:
        """The quantity in its unit, with no decimals for pieces and three otherwise."""
        return Decimal(self.milli).scaleb(-3).quantize(Decimal(1).scaleb(-self.unit.decimals))

    def _same(self, other: Quantity) -> int:
        """`other`'s thousandths, once its unit is known to be ours."""
        if other.unit is not self.unit:
            raise BourseError("quantity_unit_differs", expected=self.unit, found=other.unit)
        return other.milli

    def __add__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.milli + self._same(other), self.unit)

    def __radd__(self, other: Literal[0]) -> Quantity:
        """`sum()` starts from 0."""
        if other != 0:
            return NotImplemented
        return self

    def __sub__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.milli - self._same(other), self.unit)

    def __neg__(self) -> Quantity:
        return Quantity(-self.milli, self.unit)

    def __abs__(self) -> Quantity:
        return Quantity(abs(self.milli), self.unit)

    def __bool__(self) -> bool:
        return self.milli != 0

    def __lt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.milli < self._same(other)


def split_unit(text: str) -> tuple[str, str]:
    """The number of `text`, and the unit written after it, if any."""
    found = re.fullmatch(r"(.*?\d)\s*([^\W\d].*)?", text.strip(), re.DOTALL)
    return (found[1], found[2] or "") if found else (text, "")
