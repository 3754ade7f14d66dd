"""Reads the decimal numbers that people type and spreadsheets hold, exactly."""

import re

from bourse.errors import BourseError

MAX_WHOLE_DIGITS = 9

_NUMBER = re.compile(
    r"""
    (?P<sign>[+-]?)\s?
    (?:
        (?P<whole>\d{1,3}(?:[ '’]\d{3})+|\d+)(?:[.,](?P<part>\d+))?   # 1 234,5  1234.5
      | (?P<dots>\d{1,3}(?:\.\d{3})+),(?P<after_comma>\d+)          # 1.234,5
      | (?P<commas>\d{1,3}(?:,\d{3})+)\.(?P<after_dot>\d+)          # 1,234.5
    )""",
    re.VERBOSE | re.ASCII,
)


def read_scaled(text: str, decimals: int) -> int:
    """The number in `text`, in units of 10^-`decimals`: `read_scaled("1 234,5", 2)` is 123450.

    Takes a decimal comma or dot, thousands apart by any space (no-break and narrow ones
    too), an apostrophe, or the other of dot and comma, and a leading sign. A lone dot or
    comma is always the decimal mark, so "1.234" is not 1234.

    Raises `number_unreadable` (text), `number_too_precise` (text, decimals) when more
    decimals are written than the value has, `number_too_large` (text) past nine digits.
    """
    plain = re.sub(r"\s", " ", text.strip()).replace("\N{MINUS SIGN}", "-")
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise BourseError("number_unreadable", text=text)
    grouped = found["whole"] or found["dots"] or found["commas"]
    units = re.sub(r"\D", "", grouped).lstrip("0")
    part = found["part"] or found["after_comma"] or found["after_dot"] or ""
    if len(units) > MAX_WHOLE_DIGITS:
        raise BourseError("number_too_large", text=text)
    if len(part) > decimals:
        raise BourseError("number_too_precise", text=text, decimals=decimals)
    scaled = int(units + part.ljust(decimals, "0") or "0")
    return -scaled if found["sign"] == "-" else scaled


def whole(value: int, name: str) -> int:
    """`value`, if it is a true int; TypeError for floats, booleans, Decimals and the rest."""
    if type(value) is not int:
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    return value
