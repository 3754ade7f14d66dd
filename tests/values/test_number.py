"""Reading the numbers that people type, in every way they type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.values.number import read_scaled, whole

SPACES = [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"]


@given(
    scaled=st.integers(1 - 10**11, 10**11 - 1),
    gap=st.sampled_from(["", "'", "’", *SPACES]),
    mark=st.sampled_from([",", "."]),
)
def test_what_is_written_in_french_reads_back(scaled: int, gap: str, mark: str) -> None:
    units, hundredths = divmod(abs(scaled), 100)
    sign = "-" if scaled < 0 else ""
    text = f"{sign}{units:,}".replace(",", gap) + f"{mark}{hundredths:02}"
    assert read_scaled(text, 2) == scaled


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("12", 12000),
        ("12,5", 12500),
        ("012.5", 12500),
        ("0,001", 1),
        ("000", 0),
        ("0000000000012", 12000),
        ("  7 ", 7000),
        ("+ 7", 7000),
        ("\N{MINUS SIGN}7", -7000),
        ("1.234,5", 1234500),
        ("1,234.5", 1234500),
        ("1.234.567,8", 1234567800),
        ("1.234", 1234),
        ("1,234", 1234),
    ],
)
def test_ways_of_writing(text: str, thousandths: int) -> None:
    assert read_scaled(text, 3) == thousandths


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ",",
        "abc",
        "12,",
        ",5",
        "1,2,3",
        "12 50",
        "1234 567",
        "1  234",
        "1e3",
        "½",
        "٣",
        "--1",
    ]
    + ["1.23.456", "1 234.567,8", "nan", "inf", "1_000", "12 €"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BourseError) as caught:
        read_scaled(text, 9)
    assert caught.value.code == "number_unreadable"
    assert caught.value.params == {"text": text}


def test_more_decimals_than_the_value_has_are_refused_not_rounded() -> None:
    with pytest.raises(BourseError) as caught:
        read_scaled("1,234", 2)
    assert caught.value.code == "number_too_precise"
    assert caught.value.params == {"text": "1,234", "decimals": 2}


def test_more_than_nine_digits_are_refused() -> None:
    assert read_scaled("999 999 999", 0) == 999_999_999
    with pytest.raises(BourseError) as caught:
        read_scaled("1 000 000 000", 0)
    assert caught.value.code == "number_too_large"


@given(st.text())
def test_any_text_gives_a_number_or_our_error(text: str) -> None:
    with suppress(BourseError):
        assert type(read_scaled(text, 3)) is int


@pytest.mark.parametrize("value", [1.0, True, "1", None])
def test_only_true_ints_are_whole(value: object) -> None:
    with pytest.raises(TypeError, match="cents"):
        whole(value, "cents")
