"""A series: twelve windows that differ in width, each as it will be, all written or none."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.goods.materials import Dimensions
from bourse.goods.weighing import OnScale, WeightDraft, WeightMethod
from bourse.lots.describing import draft_of
from bourse.lots.models import Lot
from bourse.lots.series import (
    Variant,
    named,
    parts,
    read_values,
    weight_for,
    weight_of_one,
    write_series,
)
from bourse.lots.service import edit_lot
from bourse.people.actor import SYSTEM
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition

WINDOW = "Fenêtre PVC BA13 60 × 120,5 cm"


def test_the_numbers_of_a_designation_may_differ() -> None:
    assert [number for _, number, _ in parts(WINDOW)] == ["60", "120,5"]
    assert parts("Porte chêne") == []
    assert named(WINDOW, 0, "72,5") == "Fenêtre PVC BA13 72,5 × 120,5 cm"
    assert named(WINDOW, None, "blanche") == WINDOW + ", blanche"


def test_values_are_read_as_people_type_them() -> None:
    assert read_values("70 80;90\n72,5, 100,", 0) == ["70", "80", "90", "72,5", "100"]
    assert read_values("70 70", 0) == ["70"]
    assert read_values("blanche\ngris clair, verte", None) == ["blanche", "gris clair", "verte"]


@pytest.mark.parametrize(
    ("text", "part", "code"),
    [
        ("  ", 0, "series_empty"),
        ("70 rouge", 0, "number_unreadable"),
        (" ".join(str(number) for number in range(101)), 0, "series_long"),
    ],
)
def test_other_values_are_refused(text: str, part: int | None, code: str) -> None:
    with pytest.raises(BourseError, match=code):
        read_values(text, part)


def test_a_weight_follows_its_dimension(small: SmallEdition) -> None:
    small.door.designation = WINDOW
    small.door.unit_weight_g, small.door.weight_method = 24_000, WeightMethod.DECLARED
    assert weight_for(small.door, 0, "90", follows=True).unit_weight == Weight(36_000)
    assert weight_for(small.door, 0, "72,5", follows=True).unit_weight == Weight(29_000)
    assert weight_for(small.door, 0, "90", follows=False).unit_weight == Weight(24_000)
    assert weight_for(small.door, None, "blanche", follows=True).unit_weight == Weight(24_000)


def test_a_computed_weight_stays_computed(small: SmallEdition) -> None:
    board = replace(
        draft_of(small.boards),
        designation="OSB 250 × 67,5",
        weight=WeightDraft(
            method=WeightMethod.COMPUTED,
            material="osb",
            dimensions=Dimensions(2_500_000, 675_000, 18_000),
        ),
    )
    with transaction():
        edit_lot(small.boards, board, by=SYSTEM)
    twice = weight_for(small.boards, 0, "500", follows=True)
    assert twice.method is WeightMethod.COMPUTED
    assert weight_of_one(small.boards, twice) == Weight(36_754)
    assert small.boards.unit_weight == Weight(18_377)


def test_what_was_weighed_of_one_is_declared_of_the_others(small: SmallEdition) -> None:
    scale = OnScale(Weight(500_000), Weight(20_000), Quantity(12_500, Unit.M2))
    weighed = WeightDraft(method=WeightMethod.WEIGHED, scale=scale)
    with transaction():
        edit_lot(small.tiles, replace(draft_of(small.tiles), weight=weighed), by=SYSTEM)
    declared = WeightDraft(method=WeightMethod.DECLARED, unit_weight=Weight(38_400))
    assert weight_for(small.tiles, None, "noir", follows=True) == declared
    assert weight_for(small.tiles, 0, "30", follows=False) == declared


def variant(designation: str, number: int, price: int = 4_500) -> Variant:
    return Variant(
        uuid=str(uuid.UUID(int=number)),
        designation=designation,
        quantity=Quantity(1_000, Unit.PIECE),
        price=Money(price),
        weight=WeightDraft(method=WeightMethod.UNKNOWN),
    )


def test_all_are_written_once(small: SmallEdition) -> None:
    row = [variant(f"Fenêtre {width}", width) for width in range(40, 160, 10)]
    for _sent in range(2):
        with transaction():
            lots = write_series(small.door, row, by=SYSTEM, offer=True)
        assert [lot.designation for lot in lots] == [one.designation for one in row]
    assert db.session.query(Lot).count() == 3 + 12
    assert {(lot.category_code, lot.condition) for lot in lots} == {
        (small.door.category_code, small.door.condition)
    }


def test_one_that_is_wrong_stops_them_all(small: SmallEdition) -> None:
    row = [variant("Fenêtre 40", 1), variant("Fenêtre 50", 2, price=-1), variant("Fenêtre 60", 3)]
    with pytest.raises(BourseError, match="price_negative") as raised, transaction():
        write_series(small.door, row, by=SYSTEM)
    assert raised.value.params["row"] == 1
    assert db.session.query(Lot).count() == 3
