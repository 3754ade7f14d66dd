"""Money is exact, adds up and reads what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.values import Money, Quantity, Unit, Weight

cents = st.integers(1 - 10**11, 10**11 - 1)
quantities = st.integers(-(10**8), 10**8).map(lambda milli: Quantity(milli, Unit.M2))


@given(st.lists(cents, min_size=1))
def test_sums_are_exact(parts: list[int]) -> None:
    assert sum(Money(part) for part in parts) == Money(sum(parts))
    assert sum((Money(part) for part in parts), Money(0)) == Money(sum(parts))


@given(cents, cents)
def test_arithmetic_and_order_follow_the_cents(left: int, right: int) -> None:
    assert Money(left) - Money(right) == Money(left - right) == -(Money(right) - Money(left))
    assert (Money(left) < Money(right)) is (left < right)
    assert abs(Money(left)) == Money(abs(left))
    assert bool(Money(left)) is (left != 0)


@given(cents.map(Money), quantities)
def test_a_reversal_undoes_a_sale_to_the_cent(price: Money, quantity: Quantity) -> None:
    assert price.times(quantity) + price.times(-quantity) == Money(0)
    assert (-price).times(quantity) == -price.times(quantity)


def test_times_rounds_half_up() -> None:
    assert Money(1000).times(Quantity(12500, Unit.M2)) == Money(12500)
    assert Money(1).times(Quantity(500, Unit.M2)) == Money(1)
    assert Money(1).times(Quantity(499, Unit.M2)) == Money(0)
    assert Money(250).times(Quantity(3000, Unit.PIECE)) == Money(750)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234,50 €", 123450),
        ("1\u202f234,50\u00a0€", 123450),
        ("1\u00a0234,5", 123450),
        ("1234.50€", 123450),
        ("1.234,50 EUR", 123450),
        ("€ 12", 1200),
        ("12 euros", 1200),
        ("12 Eur", 1200),
        ("-3,00 €", -300),
        ("0", 0),
    ],
)
def test_parse(text: str, amount: int) -> None:
    assert Money.parse(text) == Money(amount)


@given(cents.map(Money))
def test_decimal_reads_back(money: Money) -> None:
    assert money.decimal * 100 == money.cents
    assert Money.parse(str(money.decimal)) == money
    assert Money.parse(f"{money.decimal:,} €".replace(",", "\u202f").replace(".", ",")) == money


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "number_too_precise"),
        ("12,345 €", "number_too_precise"),
        ("€", "number_unreadable"),
        ("12 $", "number_unreadable"),
        ("€ 12 €", "number_unreadable"),
        ("", "number_unreadable"),
    ],
)
def test_parse_refuses(text: str, code: str) -> None:
    with pytest.raises(BourseError) as caught:
        Money.parse(text)
    assert caught.value.code == code


def test_nothing_else_mixes_with_money() -> None:
    for mix in (
        lambda: Money(1) + 1,
        lambda: 1 + Money(1),
        lambda: Money(1) - Weight(1),
        lambda: Money(1) < Weight(1),
        lambda: Money(1.5),
        lambda: Money(True),
    ):
        with pytest.raises(TypeError):
            mix()
    assert Money(1) != Weight(1)
