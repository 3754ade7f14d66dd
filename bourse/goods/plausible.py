"""Which masses can be: outside these, a person is asked whether it is right; nothing is refused.

Read from plausible.csv beside this file: what one unit weighs, by category and unit, or by unit
alone where a category says nothing of its own. The bounds are wide: our own judgement of what is
sold in one piece or by the metre, meant to catch a comma that slipped or tonnes typed for
kilograms, never an odd lot.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.values import Unit, Weight


@dataclass(frozen=True, slots=True)
class Usual:
    """What one unit weighs at least and at most."""

    least: Weight
    most: Weight


def doubt(category: str, unit: Unit, weight: Weight | None) -> Usual | None:
    """What is usual, when this weight of one unit is not; None where nothing is odd or known."""
    usual = usual_weights().get((category, unit)) or usual_weights().get(("", unit))
    if weight is None or usual is None or usual.least <= weight <= usual.most:
        return None
    return usual


def check_plausible(category: EditionCategory, unit: Unit, weight: Weight) -> None:
    """Raises `weight_unlikely` (weight, unit, category, least, most) for a mass to be confirmed."""
    if usual := doubt(category.category_code, unit, weight):
        raise BourseError(
            "weight_unlikely",
            field="weight_sure",
            weight=weight,
            unit=unit,
            least=usual.least,
            most=usual.most,
        )


@cache
def usual_weights() -> Mapping[tuple[str, Unit], Usual]:
    """The table by category and unit; an empty category speaks for all that say nothing else."""
    with Path(__file__).with_name("plausible.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["category"], Unit(row["unit"])): Usual(
                Weight.parse(row["least_kg"]), Weight.parse(row["most_kg"])
            )
            for row in csv.DictReader(file)
        }
