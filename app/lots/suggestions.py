"""Lots to write again, as the form's fields: a designation brings its category, unit and weight."""

from __future__ import annotations

from decimal import Decimal

from app.language import current
from app.lots.weight_fields import weight_said_of_others
from bourse.exhibitors.models import Exhibitor
from bourse.lots.describing import draft_of
from bourse.lots.models import Lot
from bourse.lots.suggestions import own_designations, similar_lots
from bourse.values import Unit, Weight
from reports.kit import formats

Typed = dict[str, str]
"""Fields of the form by name, as a person would type them; an absent one says nothing."""
DECIMALS = {"density": 3, "length": 4, "width": 4, "thickness": 3}
"""Of the fields that hold a whole count of such decimals; see LotForm."""


def known_lots(exhibitor: Exhibitor) -> list[Typed]:
    """What this firm wrote before: kept in the page, so that it is there without a network."""
    return [_typed(lot) for lot in own_designations(exhibitor.company_id)]


def suggested(exhibitor: Exhibitor, text: str) -> list[Typed]:
    """What begins like `text`: the firm's own first."""
    return [_typed(lot) for lot in similar_lots(exhibitor.company_id, text)]


def _typed(lot: Lot) -> Typed:
    said = weight_said_of_others(draft_of(lot))
    if lot.unit_weight is not None and "material" not in said:
        said["unit_weight"] = lot.unit_weight
    return {
        "designation": lot.designation,
        "category": lot.category_code,
        "unit": lot.unit,
        **{name: _shown(name, value) for name, value in said.items() if value is not None},
    }


def _shown(name: str, value: object) -> str:
    if isinstance(value, Weight):
        return formats.decimal(value.kilograms, current(), 3)
    if name == "content" and isinstance(value, tuple):
        nano, per = value
        number = formats.decimal(Decimal(nano).scaleb(-9), current(), 9)
        return f"{number} {formats.unit(Unit(per))}"
    if name in DECIMALS and isinstance(value, int):
        return formats.decimal(Decimal(value).scaleb(-DECIMALS[name]), current(), DECIMALS[name])
    return str(value)
