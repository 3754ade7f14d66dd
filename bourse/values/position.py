"""Where a place is on the globe: millionths of a degree, some ten centimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bourse.errors import BourseError
from bourse.values.number import whole
from bourse.values.rate import round_half_up

MICRO = 1_000_000
_PAIR = re.compile(
    r"""
    (?P<south>-?)(?P<latitude>\d{1,3}[.,]\d{3,20})\s?°?\s?(?P<north_south>[NS])?
    (?:\s?[,;/\s]\s?|&mlon=)
    (?P<west>-?)(?P<longitude>\d{1,3}[.,]\d{3,20})\s?°?\s?(?P<east_west>[EWO])?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Position:
    """Latitude and longitude (WGS 84) in millionths of a degree, north and east above zero.

    Raises `position_range` past the poles or half-way round.
    """

    latitude_micro: int
    longitude_micro: int

    def __post_init__(self) -> None:
        whole(self.latitude_micro, "latitude_micro")
        whole(self.longitude_micro, "longitude_micro")
        if abs(self.latitude_micro) > 90 * MICRO or abs(self.longitude_micro) > 180 * MICRO:
            raise BourseError("position_range")

    @classmethod
    def parse(cls, text: str) -> Position:
        """Reads what maps let one copy: "47.05692, 6.60942", "47,05692 6,60942", a map's link.

        Raises `position_unreadable` without two numbers of three decimals or more (with fewer, a
        place may be a mile away), and `position_range`.
        """
        found = _PAIR.search(text)
        if found is None:
            raise BourseError("position_unreadable")
        south = bool(found["south"]) or (found["north_south"] or "").upper() == "S"
        west = bool(found["west"]) or (found["east_west"] or "").upper() in ("W", "O")
        latitude, longitude = _micro(found["latitude"]), _micro(found["longitude"])
        return cls(-latitude if south else latitude, -longitude if west else longitude)

    @property
    def latitude(self) -> Decimal:
        """Degrees north of the equator, six decimals."""
        return Decimal(self.latitude_micro).scaleb(-6)

    @property
    def longitude(self) -> Decimal:
        """Degrees east of Greenwich, six decimals."""
        return Decimal(self.longitude_micro).scaleb(-6)

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


def _micro(digits: str) -> int:
    degrees, _, part = digits.replace(",", ".").partition(".")
    return round_half_up(int(degrees + part) * MICRO, 10 ** len(part))
