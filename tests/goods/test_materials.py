"""Weights computed from a material: frozen in grams, by its mass per piece, m² or m³."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.editions.models import Category, EditionCategory
from bourse.errors import BourseError
from bourse.goods.materials import NANO, Dimensions, material, materials
from bourse.goods.weighing import UnitWeight, WeightDraft, WeightMethod, weigh
from bourse.values import Quantity, Unit, Weight, round_half_up

MM = 1_000
METHOD = WeightMethod
BOARDS = EditionCategory(
    category_code="PAN", default_weight_g=27_000, category=Category(code="PAN", units="u|m2")
)


def computed(code: str, unit: Unit, **sides_mm: int) -> int:
    """Grams of one unit with these sides in millimetres."""
    dimensions = Dimensions(**{side: size * MM for side, size in sides_mm.items()})
    draft = WeightDraft(method=METHOD.COMPUTED, material=code, dimensions=dimensions)
    found = weigh(draft, unit, BOARDS).weight
    assert found is not None
    return found.grams


def test_every_material_has_a_mass_and_a_source() -> None:
    assert len(materials()) >= 60
    for found in materials().values():
        assert all(grams > 0 for grams in found.grams.values())
        assert found.source
        assert found.year


@pytest.mark.parametrize(
    ("code", "unit", "sides_mm", "grams"),
    [
        ("ba13", Unit.M2, {}, 10_600),
        ("ba13", Unit.PIECE, {"length": 2500, "width": 1200}, 31_800),
        ("ba13", Unit.M3, {}, 850_000),
        ("osb", Unit.PIECE, {"length": 2500, "width": 675, "thickness": 18}, 18_377),
        ("osb", Unit.M2, {"thickness": 18}, 10_890),
        ("laine_verre", Unit.M3, {}, 40_000),
        ("bois_resineux", Unit.ML, {"width": 40, "thickness": 27}, 502),
        ("terrasse_bois", Unit.ML, {"width": 145}, 1_450),
        ("porte_int_bois", Unit.PIECE, {}, 12_500),
        ("beton", Unit.LITRE, {}, 2_300),
    ],
)
def test_a_unit_weighs_its_content(
    code: str, unit: Unit, sides_mm: dict[str, int], grams: int
) -> None:
    assert computed(code, unit, **sides_mm) == grams


def test_twelve_square_metres_of_plasterboard_weigh_127_kg() -> None:
    each = computed("ba13", Unit.M2)
    assert Weight(each).times(Quantity(12_000, Unit.M2)) == Weight(127_200)


def test_it_asks_for_the_sides_that_are_needed() -> None:
    assert material("osb").sides(Unit.PIECE) == ("length", "width", "thickness")
    assert material("osb").sides(Unit.ML) == ("width", "thickness")
    assert material("osb").sides(Unit.M2) == ("thickness",)
    assert material("ba13").sides(Unit.M2) == ()
    with pytest.raises(BourseError, match=r"dimension_missing.*thickness"):
        computed("osb", Unit.PIECE, length=2500, width=675)
    with pytest.raises(BourseError, match=r"dimension_missing.*width"):
        computed("osb", Unit.PIECE, length=2500, width=0, thickness=18)


@pytest.mark.parametrize(
    ("code", "unit"),
    [("terrasse_bois", Unit.M3), ("terrasse_bois", Unit.LITRE), ("porte_int_bois", Unit.M2)],
)
def test_a_mass_that_does_not_fit_the_unit_is_refused(code: str, unit: Unit) -> None:
    with pytest.raises(BourseError, match="material_unit"):
        computed(code, unit)


@given(st.integers(1, 20_000), st.integers(1, 5_000), st.integers(1, 500))
def test_a_board_weighs_its_volume_at_its_density(length: int, width: int, thick: int) -> None:
    grams = 605_000 * length * width * thick
    if grams * 2 < NANO:
        with pytest.raises(BourseError, match="weight_not_positive"):
            computed("osb", Unit.PIECE, length=length, width=width, thickness=thick)
    else:
        assert computed(
            "osb", Unit.PIECE, length=length, width=width, thickness=thick
        ) == round_half_up(grams, NANO)


@given(st.integers(1, 10**6), st.lists(st.integers(1, 10**6), min_size=1, max_size=9))
def test_the_lines_of_a_lot_weigh_what_it_weighs(unit_g: int, sold_milli: list[int]) -> None:
    """To half a gram a line: each line is rounded once, from the frozen weight of one unit."""
    each = Weight(unit_g)
    lines = sum(each.times(Quantity(milli, Unit.M2)).grams for milli in sold_milli)
    whole = each.times(Quantity(sum(sold_milli), Unit.M2)).grams
    assert abs(lines - whole) * 2 <= len(sold_milli) + 1
    back = [each.times(Quantity(-milli, Unit.M2)).grams for milli in sold_milli]
    assert lines + sum(back) == 0


@given(st.integers(1, 10**12), st.sampled_from(sorted(materials())))
def test_a_content_weighs_its_share_of_the_mass(content_nano: int, code: str) -> None:
    found = material(code)
    unit = next(iter(found.grams))
    exact = found.grams[unit] * content_nano
    assert abs(found.weigh(unit, content_nano).grams * NANO - exact) * 2 <= NANO


@pytest.mark.parametrize("method", [METHOD.UNKNOWN, METHOD.CATEGORY_DEFAULT, METHOD.DECLARED])
def test_goods_sold_by_weight_weigh_what_they_say(method: WeightMethod) -> None:
    assert weigh(WeightDraft(method=method), Unit.KG, BOARDS) == UnitWeight(
        Weight(1_000), METHOD.DECLARED
    )
    assert weigh(WeightDraft(method=method), Unit.TONNE, BOARDS).weight == Weight(1_000_000)


def test_the_other_ways_to_know_a_weight() -> None:
    typed = WeightDraft(method=METHOD.WEIGHED, unit_weight=Weight(12_345))
    assert weigh(typed, Unit.PIECE, BOARDS) == UnitWeight(Weight(12_345), METHOD.WEIGHED)
    default = WeightDraft(method=METHOD.CATEGORY_DEFAULT)
    assert weigh(default, Unit.PIECE, BOARDS).weight == Weight(27_000)
    unknown = WeightDraft(method=METHOD.UNKNOWN, unit_weight=Weight(5))
    assert weigh(unknown, Unit.PIECE, BOARDS) == UnitWeight(None, METHOD.UNKNOWN)


@pytest.mark.parametrize(
    ("draft", "unit", "code"),
    [
        (WeightDraft(method=METHOD.WEIGHED), Unit.PIECE, "weight_missing"),
        (WeightDraft(method=METHOD.DECLARED, unit_weight=Weight(0)), Unit.ML, "weight_not_pos"),
        (WeightDraft(method=METHOD.COMPUTED), Unit.M2, "material_unknown"),
        (WeightDraft(method=METHOD.COMPUTED, material="kryptonite"), Unit.M2, "material_unknown"),
        (WeightDraft(method=METHOD.CATEGORY_DEFAULT), Unit.M2, "category_default_unit"),
        (
            WeightDraft(method=METHOD.COMPUTED, material="osb", content_nano=0),
            Unit.PIECE,
            "weight_not_positive",
        ),
    ],
)
def test_what_is_missing_is_named(draft: WeightDraft, unit: Unit, code: str) -> None:
    with pytest.raises(BourseError, match=code):
        weigh(draft, unit, BOARDS)


def test_a_category_without_a_default_has_none() -> None:
    bare = EditionCategory(category_code="PAN", category=BOARDS.category)
    with pytest.raises(BourseError, match="category_without_default"):
        weigh(WeightDraft(method=METHOD.CATEGORY_DEFAULT), Unit.PIECE, bare)


def test_what_was_computed_can_be_computed_again() -> None:
    draft = WeightDraft(
        method=METHOD.COMPUTED, material="osb", dimensions=Dimensions(thickness=18_000)
    )
    first = weigh(draft, Unit.M2, BOARDS)
    assert first.content_nano == 18_000_000
    kept = WeightDraft(
        method=METHOD.COMPUTED, material=first.material, content_nano=first.content_nano
    )
    assert weigh(kept, Unit.M2, BOARDS) == first
