"""Weights are exact, add up and read what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.values import Money, Quantity, Unit, Weight

grams = st.integers(-(10**11), 10**11)


@given(st.lists(grams, min_size=1))
def test_sums_are_exact(parts: list[int]) -> None:
    assert sum(Weight(part) for part in parts) == Weight(sum(parts))


@given(grams, grams)
def test_arithmetic_and_order_follow_the_grams(left: int, right: int) -> None:
    assert Weight(left) - Weight(right) == Weight(left - right) == -(Weight(right) - Weight(left))
    assert (Weight(left) < Weight(right)) is (left < right)
    assert abs(Weight(left)) == Weight(abs(left))
    assert bool(Weight(left)) is (left != 0)


@given(grams.map(Weight), st.integers(-(10**8), 10**8))
def test_a_reversal_undoes_a_sale_to_the_gram(per_unit: Weight, milli: int) -> None:
    quantity = Quantity(milli, Unit.M2)
    assert per_unit.times(quantity) + per_unit.times(-quantity) == Weight(0)


def test_times_rounds_half_up() -> None:
    assert Weight(20_000).times(Quantity(12500, Unit.M2)) == Weight(250_000)
    assert Weight(1).times(Quantity(500, Unit.M2)) == Weight(1)
    assert Weight(1).times(Quantity(499, Unit.M2)) == Weight(0)


@pytest.mark.parametrize(
    ("text", "weight"),
    [("12,5", 12_500), ("12.5 kg", 12_500), ("350 g", 350), ("1,2 T", 1_200_000)]
    + [("1\u202f250\u00a0kg", 1_250_000), ("0,000001 t", 1), ("-2", -2000)],
)
def test_parse(text: str, weight: int) -> None:
    assert Weight.parse(text) == Weight(weight)


def test_parse_takes_the_unit_of_its_field() -> None:
    assert Weight.parse("12,5", unit="t") == Weight(12_500_000)
    assert Weight.parse("12", unit="g") == Weight(12)
    assert Weight.parse("12 kg", unit="t") == Weight(12_000)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,5 g", "number_too_precise"),
        ("1,2345", "number_too_precise"),
        ("12 lb", "number_unreadable"),
    ]
    + [("kg", "number_unreadable"), ("", "number_unreadable")],
)
def test_parse_refuses(text: str, code: str) -> None:
    with pytest.raises(BourseError) as caught:
        Weight.parse(text)
    assert caught.value.code == code


@given(grams.map(Weight))
def test_decimals_are_exact(weight: Weight) -> None:
    assert weight.kilograms * 1000 == weight.tonnes * 1_000_000 == weight.grams


@given(st.integers(-(10**9), 10**9).map(Weight))
def test_kilograms_and_tonnes_read_back(weight: Weight) -> None:
    assert Weight.parse(f"{weight.kilograms:f}") == weight
    assert Weight.parse(f"{weight.tonnes:f}", unit="t") == weight


def test_nothing_else_mixes_with_weight() -> None:
    for mix in (
        lambda: Weight(1) + 1,
        lambda: 1 + Weight(1),
        lambda: Weight(1) - Money(1),
        lambda: Weight(1.5),
    ):
        with pytest.raises(TypeError):
            mix()
