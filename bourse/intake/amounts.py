"""Amounts with what people write around them: "12,50 € TTC / m²", "environ 8 kg/pce", "40 m2"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bourse.errors import BourseError
from bourse.intake.vat import is_without_vat
from bourse.intake.words import unit_of
from bourse.values import Money, Unit, Weight
from bourse.values.weight import WeightUnit

_PER = re.compile(r"\s*(?:/|\b(?:le|la|par|per)\b|\bl['’])\s*", re.IGNORECASE)
_WITH_VAT = re.compile(r"\bttc\b", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:environ|env\.?|approx\.?|about|~|≈)\s*", re.IGNORECASE)
_NUMBER_THEN_UNIT = re.compile(r"([+-]?[\d\s.,'’]*\d)\s*([^\d\s].*)?")
_WEIGHT_UNIT = re.compile(r"\b(?:(kg|kilos?)|(g|grammes?)|(t|tonnes?))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number as written, and the unit that is written after it, if any."""

    number: str
    unit: Unit | None


def counted(text: str) -> Counted:
    """Parts "12,5 m²"; a text that is no number stays whole. Raises `unit_unknown`."""
    found = _NUMBER_THEN_UNIT.fullmatch(_ABOUT.sub("", text))
    if found is None:
        return Counted(text, None)
    return Counted(found[1], unit_of(found[2]) if found[2] else None)


def price(text: str) -> tuple[Money, Unit | None]:
    """An amount and the unit it is for, if said: "12,50 € TTC le m²".

    Raises `price_without_vat`, `unit_unknown`, and what `Money.parse` raises.
    """
    if is_without_vat(text):
        raise BourseError("price_without_vat")
    amount, unit = _per(_WITH_VAT.sub("", text))
    return Money.parse(amount), unit


def unit_weight(text: str, heading: str) -> tuple[Weight, Unit | None]:
    """A weight, in the unit that the text or else the heading names (kg), and what weighs that.

    Raises `unit_unknown` and what `Weight.parse` raises.
    """
    amount, unit = _per(_ABOUT.sub("", text))
    named = _WEIGHT_UNIT.sub(lambda found: _named(found), amount)
    return Weight.parse(named, _heading_unit(heading)), unit


def _per(text: str) -> tuple[str, Unit | None]:
    amount, *per = _PER.split(text.strip(), maxsplit=1)
    return amount.strip(), unit_of(per[0]) if per and per[0] else None


def _heading_unit(heading: str) -> WeightUnit:
    found = _WEIGHT_UNIT.search(heading)
    return _named(found) if found else "kg"


def _named(found: re.Match[str]) -> WeightUnit:
    return "kg" if found[1] else "g" if found[2] else "t"
