"""What a bulk edit makes of a lot, in words: what it said, and what it says then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.language import current
from bourse.bulk.preview import Said
from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Condition, Origin
from bourse.values import Money, Weight
from reports.kit import formats
from reports.kit.words import word

LABELS = {
    "category_code": _("Category"),
    "condition": _("Condition"),
    "origin": _("Origin"),
    "price_cents": _("Price"),
    "weight_method": _("How its weight is known"),
    "unit_weight_g": _("Weight of one"),
}


class Change(NamedTuple):
    """One thing that changes, as people read it."""

    label: str
    before: str
    after: str


def changes(before: Said, after: Said, currency: str, names: Mapping[str, str]) -> list[Change]:
    """What differs between the two, in the order of the form."""
    return [
        Change(
            str(label),
            _read(column, before.get(column), currency, names),
            _read(column, after.get(column), currency, names),
        )
        for column, label in LABELS.items()
        if before.get(column) != after.get(column)
    ]


def _read(column: str, value: str | int | None, currency: str, names: Mapping[str, str]) -> str:
    if value is None:
        return gettext("unknown")
    match column:
        case "category_code":
            return names[str(value)]
        case "condition":
            return word(Condition(str(value)), current())
        case "origin":
            return word(Origin(str(value)), current())
        case "weight_method":
            return word(WeightMethod(str(value)), current())
        case "price_cents":
            return formats.money(Money(int(value)), current(), currency)
        case _:
            return formats.weight(Weight(int(value)), current())
