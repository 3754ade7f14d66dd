"""Weights from a scale with its tare, and from one's own density; kept with what they came from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bourse.db import transaction
from bourse.errors import BourseError
from bourse.goods.materials import Dimensions, material, own_material
from bourse.goods.weighing import OnScale, WeightDraft, WeightMethod
from bourse.lots.describing import draft_of
from bourse.lots.service import edit_lot
from bourse.lots.weight import computation_of, scale_of, weight_of
from bourse.people.actor import SYSTEM
from bourse.values import Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition

PALLET = OnScale(Weight(830_000), Weight(22_000), Quantity(40_000, Unit.M2))


def test_a_pallet_is_shared_among_what_stands_on_it(small: SmallEdition) -> None:
    weighed = WeightDraft(method=WeightMethod.WEIGHED, scale=PALLET)
    with transaction():
        edit_lot(small.tiles, replace(draft_of(small.tiles), weight=weighed), by=SYSTEM)
    assert small.tiles.unit_weight == Weight(20_200)
    assert (small.tiles.weight_method, scale_of(small.tiles)) == (WeightMethod.WEIGHED, PALLET)
    assert weight_of(small.tiles).scale == PALLET

    with transaction():
        declared = WeightDraft(method=WeightMethod.DECLARED, unit_weight=Weight(18_000))
        edit_lot(small.tiles, replace(draft_of(small.tiles), weight=declared), by=SYSTEM)
    assert scale_of(small.tiles) is None


@pytest.mark.parametrize(
    ("gross", "tare", "milli", "code"),
    [
        (10, 10, 1_000, "tare_above_gross"),
        (10, 11, 1_000, "tare_above_gross"),
        (10, -1, 1_000, "tare_above_gross"),
        (10, 1, 0, "quantity_not_positive"),
    ],
)
def test_what_no_scale_shows_is_refused(gross: int, tare: int, milli: int, code: str) -> None:
    with pytest.raises(BourseError, match=code):
        OnScale(Weight(gross), Weight(tare), Quantity(milli, Unit.M2)).unit_weight()


def test_a_density_of_ones_own_computes(small: SmallEdition) -> None:
    draft = WeightDraft(
        method=WeightMethod.COMPUTED,
        material=own_material(605_000).code,
        dimensions=Dimensions(2_500_000, 675_000, 18_000),
    )
    with transaction():
        edit_lot(small.boards, replace(draft_of(small.boards), weight=draft), by=SYSTEM)
    assert small.boards.unit_weight == Weight(18_377)
    found = computation_of(small.boards)
    assert found is not None
    assert (found.material.is_own, found.mass) == (True, Weight(605_000))


@pytest.mark.parametrize("code", ["own:", "own:x", "own:-5", "own:²", "nothing", None])
def test_a_code_that_says_no_density_is_unknown(code: str | None) -> None:
    with pytest.raises(BourseError, match="material_unknown"):
        material(code)


@pytest.mark.parametrize("grams", [0, 4_999, 12_000_001])
def test_no_material_is_that_light_or_heavy(grams: int) -> None:
    with pytest.raises(BourseError, match="density_unlikely"):
        own_material(grams)
