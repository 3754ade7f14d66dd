"""Which masses are asked about, for every kind of goods."""

from __future__ import annotations

import pytest

from bourse.goods.materials import materials
from bourse.goods.plausible import doubt
from bourse.values import Unit, Weight


@pytest.mark.parametrize(
    ("category", "unit", "kilograms", "odd"),
    [
        ("MIN", Unit.PIECE, "22", False),
        ("MIN", Unit.PIECE, "4000", True),
        ("PLA", Unit.M2, "10,6", False),
        ("PLA", Unit.M2, "0,011", True),
        ("GRA", Unit.M3, "1,6", True),
        ("DIV", Unit.PIECE, "900", False),
        ("DIV", Unit.M3, "20000", True),
        ("MET", Unit.KG, "1", False),
    ],
)
def test_a_slipped_comma_is_seen(category: str, unit: Unit, kilograms: str, odd: bool) -> None:
    assert (doubt(category, unit, Weight.parse(kilograms)) is not None) is odd


def test_what_nobody_knows_is_not_odd() -> None:
    assert doubt("MIN", Unit.PIECE, None) is None


def test_no_material_of_the_table_is_odd_in_its_own_category() -> None:
    """A square metre, a cubic metre or a piece as the sources give it."""
    odd = [
        (found.code, unit)
        for found in materials().values()
        for unit, grams in found.grams.items()
        if doubt(found.category, unit, Weight(grams))
    ]
    assert odd == []
