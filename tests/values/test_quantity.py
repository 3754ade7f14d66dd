"""Quantities keep their unit, and pieces stay whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.values import Quantity, Unit

divisible = st.sampled_from([unit for unit in Unit if unit is not Unit.PIECE])
thousandths = st.integers(-(10**11), 10**11)


@given(divisible, st.lists(thousandths, min_size=1))
def test_quantities_of_one_unit_add_up(unit: Unit, milli: list[int]) -> None:
    assert sum(Quantity(part, unit) for part in milli) == Quantity(sum(milli), unit)


@given(divisible, thousandths, thousandths)
def test_arithmetic_and_order_follow_the_thousandths(unit: Unit, left: int, right: int) -> None:
    one, other = Quantity(left, unit), Quantity(right, unit)
    assert one - other == Quantity(left - right, unit) == -(other - one)
    assert (one < other, one <= other, one >= other) == (left < right, left <= right, left >= right)
    assert abs(one).milli == abs(left)
    assert bool(one) is (left != 0)


def test_two_units_never_mix() -> None:
    area, pieces = Quantity(12500, Unit.M2), Quantity(2000, Unit.PIECE)
    for mix in (lambda: area + pieces, lambda: area - pieces, lambda: area < pieces):
        with pytest.raises(BourseError) as caught:
            mix()
        assert caught.value.code == "quantity_unit_differs"
        assert caught.value.params == {"expected": Unit.M2, "found": Unit.PIECE}
    assert Quantity(2000, Unit.M2) != pieces


def test_a_part_of_a_piece_is_refused() -> None:
    for make in (lambda: Quantity(1500, Unit.PIECE), lambda: Quantity.parse("1,5 u", Unit.PIECE)):
        with pytest.raises(BourseError) as caught:
            make()
        assert caught.value.code == "quantity_not_whole"


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("12,5", Quantity(12500, Unit.M2)),
        ("12.5 m²", Quantity(12500, Unit.M2)),
        ("1\u202f250,75\u00a0m2", Quantity(1250750, Unit.M2)),
        ("1.250,75m2", Quantity(1250750, Unit.M2)),
        ("1,234 m3", Quantity(1234, Unit.M3)),
        ("40 mètres linéaires", Quantity(40000, Unit.ML)),
        ("3 t", Quantity(3000, Unit.TONNE)),
        ("12", Quantity(12000, Unit.PIECE)),
        ("12.0", Quantity(12000, Unit.PIECE)),
        ("12 pièces", Quantity(12000, Unit.PIECE)),
    ],
)
def test_parse(text: str, quantity: Quantity) -> None:
    assert Quantity.parse(text, quantity.unit) == quantity


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("12 kg", Unit.M2, "quantity_unit_differs"),
        ("12 palettes", Unit.PIECE, "unit_unknown"),
        ("1.000", Unit.PIECE, "number_too_precise"),
        ("1,2345", Unit.M2, "number_too_precise"),
        ("beaucoup", Unit.M2, "number_unreadable"),
        ("", Unit.M2, "number_unreadable"),
    ],
)
def test_parse_refuses(text: str, unit: Unit, code: str) -> None:
    with pytest.raises(BourseError) as caught:
        Quantity.parse(text, unit)
    assert caught.value.code == code


@given(st.sampled_from(list(Unit)), st.integers(-(10**8), 10**8))
def test_decimal_reads_back(unit: Unit, number: int) -> None:
    quantity = Quantity(number * (1000 if unit is Unit.PIECE else 1), unit)
    assert -quantity.decimal.as_tuple().exponent == unit.decimals
    assert quantity.decimal * 1000 == quantity.milli
    assert Quantity.parse(str(quantity.decimal), unit) == quantity


def test_decimal_of_pieces_has_no_decimals() -> None:
    assert str(Quantity(12000, Unit.PIECE).decimal) == "12"
    assert Quantity(12500, Unit.KG).decimal == Decimal("12.5")


@pytest.mark.parametrize("unit", list(Unit))
def test_a_unit_reads_back(unit: Unit) -> None:
    assert Unit.parse(f" {unit.value.upper()} ") is unit


def test_floats_and_bare_texts_are_refused() -> None:
    with pytest.raises(TypeError):
        Quantity(1.5, Unit.KG)
    with pytest.raises(TypeError):
        Quantity(1, "kg")
