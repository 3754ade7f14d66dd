"""Lot codes: every slip of a finger is caught, every way of giving one is read."""

import random
import unicodedata
from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.values import LotCode
from bourse.values.lot_code import ALPHABET

codes = st.integers(0, 2**64).map(lambda seed: LotCode.random(random.Random(seed)))

AZERTY_ROW = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))


def refusal(text: str) -> str:
    with pytest.raises(BourseError) as caught:
        LotCode.parse(text)
    return caught.value.code


@given(codes)
def test_every_wrong_character_is_caught(code: LotCode) -> None:
    for place in range(6):
        for character in set(ALPHABET) - {code.compact[place]}:
            wrong = code.compact[:place] + character + code.compact[place + 1 :]
            assert refusal(wrong) == "lot_code_check"


@given(codes)
def test_every_swap_of_two_is_caught_neighbours_first_of_all(code: LotCode) -> None:
    for left, right in combinations(range(6), 2):
        swapped = list(code.compact)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        if swapped[left] != swapped[right]:
            assert refusal("".join(swapped)) == "lot_code_check"


@given(codes, st.sampled_from(["", " ", "-", "\u00a0", "\u2013"]))
def test_any_case_and_two_groups(code: LotCode, gap: str) -> None:
    first, second = code.printed.split(" ")
    assert LotCode.parse(f" {first}{gap}{second}\n") == code
    assert LotCode.parse(f"{first}{gap}{second}".lower()) == code


@given(codes)
def test_a_scanner_on_an_azerty_keyboard(code: LotCode) -> None:
    typed = "".join(AZERTY_ROW.get(character, character) for character in code.compact)
    assert LotCode.parse(typed) == code
    assert LotCode.parse(typed.lower()) == code
    assert LotCode.parse(typed.upper()) == code
    assert LotCode.parse(unicodedata.normalize("NFD", typed)) == code
    assert LotCode.parse(f"{typed[:3]} {typed[3:]}") == code
    assert LotCode.parse(f"httpsM!!bourse:example!l!{typed}") == code


@given(codes)
def test_a_scanned_url_whatever_its_host(code: LotCode) -> None:
    for url in (
        f"https://bourse.example/l/{code}",
        f"http://127.0.0.1:5000/l/{code}/",
        f"HTTPS://BOURSE.EXAMPLE/L/{code}?from=label#top",
        f"https://l.example/l/{code}",
        f"/l/{code}",
    ):
        assert LotCode.parse(url) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "lot_code_length"),
        ("23456", "lot_code_length"),
        ("2345678", "lot_code_length"),
        ("https://bourse.example/e/morteau", "lot_code_length"),
        ("OIL0A1", "lot_code_character"),
        ("22222&", "lot_code_character"),
        ("222223", "lot_code_check"),
    ],
)
def test_what_is_no_code_is_refused(text: str, code: str) -> None:
    assert refusal(text) == code


@pytest.mark.parametrize(("text", "character"), [("22222&", "1"), ("22222à", "0"), ("2222ÀO", "0")])
def test_the_refused_character_is_named_as_it_stands_on_the_key(text: str, character: str) -> None:
    with pytest.raises(BourseError) as caught:
        LotCode.parse(text)
    assert caught.value.params["character"] == character


@given(st.text())
def test_any_text_gives_a_right_code_or_our_error(text: str) -> None:
    with suppress(BourseError):
        code = LotCode.parse(text)
        assert LotCode(code.compact) == code


def test_random_follows_its_generator_and_spreads() -> None:
    drawn = {LotCode.random(rng) for rng in [random.Random(1)] for _ in range(2000)}
    assert len(drawn) > 1990
    assert LotCode.random(random.Random(7)) == LotCode.random(random.Random(7))
    for place in range(6):
        assert {code.compact[place] for code in drawn} == set(ALPHABET)


def test_prints_in_two_groups_and_stores_compact() -> None:
    code = LotCode.random(random.Random(1))
    assert code.printed == f"{code.compact[:3]} {code.compact[3:]}"
    assert str(code) == code.compact
