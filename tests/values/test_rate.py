"""Rounding, sharing and rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.values import Money, Rate, round_half_up, shares

amounts = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (5, 10, 1),
        (-5, 10, -1),
        (4, 10, 0),
        (-4, 10, 0),
        (15, 10, 2),
        (25, 10, 3),
        (1, 3, 0),
        (2, 3, 1),
    ],
)
def test_ties_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


@given(amounts, st.integers(1, 10**6))
def test_rounding_is_symmetric_and_nearest(numerator: int, denominator: int) -> None:
    rounded = round_half_up(numerator, denominator)
    assert round_half_up(-numerator, denominator) == -rounded
    assert abs(rounded - Fraction(numerator, denominator)) <= Fraction(1, 2)


@pytest.mark.parametrize("denominator", [0, -10])
def test_a_denominator_is_positive(denominator: int) -> None:
    with pytest.raises(ValueError, match="denominator"):
        round_half_up(1, denominator)


@given(amounts, st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_shares_always_add_up(total: int, weights: list[int]) -> None:
    parts = shares(total, weights)
    assert len(parts) == len(weights)
    assert sum(parts) == total
    assert shares(-total, weights) == [-part for part in parts]


@given(amounts, st.lists(st.integers(0, 10**9), min_size=1, max_size=20).filter(any))
def test_each_share_is_within_one_of_its_exact_part(total: int, weights: list[int]) -> None:
    for part, weight in zip(shares(total, weights), weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert weight or part == 0


def test_shares_give_what_is_left_to_the_largest_remainders() -> None:
    assert shares(100, [1, 1, 1]) == [34, 33, 33]
    assert shares(10, [1, 2, 4]) == [1, 3, 6]
    assert shares(-10, [1, 2, 4]) == [-1, -3, -6]
    assert shares(7, [0, 0]) == [4, 3]
    assert shares(0, []) == []


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_what_cannot_be_shared_is_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"share among|negative"):
        shares(1, weights)


@pytest.mark.parametrize(
    ("text", "basis_points"), [("20", 2000), ("5,5 %", 550), ("2.1%", 210), ("0\u202f%", 0)]
)
def test_parse(text: str, basis_points: int) -> None:
    assert Rate.parse(text) == Rate(basis_points)


def test_parse_refuses_a_thousandth_of_a_percent() -> None:
    with pytest.raises(BourseError, match="number_too_precise"):
        Rate.parse("1,234 %")


def test_of_and_within() -> None:
    vat = Rate(2000)
    assert vat.of(Money(1000)) == Money(200)
    assert vat.within(Money(1200)) == Money(200)
    assert Rate(1250).of(Money(4)) == Money(1)
    assert str(Rate(550).percent) == "5.50"


@given(amounts.map(Money), st.integers(0, 10_000).map(Rate))
def test_a_rate_is_symmetric_in_sign(money: Money, rate: Rate) -> None:
    assert rate.of(-money) == -rate.of(money)
    assert rate.within(-money) == -rate.within(money)


@given(amounts.map(Money), st.integers(0, 10_000).map(Rate))
def test_the_rate_on_the_rest_gives_the_part_within_back(money: Money, rate: Rate) -> None:
    part = rate.within(money)
    assert abs(rate.of(money - part) - part) <= Money(1)
