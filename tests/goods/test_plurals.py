"""The singular and the plural of what builders look for are one; what begins alike is not."""

from __future__ import annotations

import pytest

from bourse.goods.plurals import ALIKE, IN_X, singular
from bourse.goods.stems import query_words, search_words, words
from bourse.people.folding import fold
from tests.fixtures.building_words import APART, PAIRS


@pytest.mark.parametrize(("one", "more"), PAIRS)
def test_singular_and_plural_meet_with_and_without_accents(one: str, more: str) -> None:
    assert words(one) == words(more) == words(fold(one)) == words(fold(more).upper())


@pytest.mark.parametrize(("asked", "other"), APART)
def test_a_word_does_not_bring_another(asked: str, other: str) -> None:
    [beginning] = query_words(asked)
    assert f" {beginning}" in search_words(f"Lot de {asked}")
    assert f" {beginning}" not in search_words(other)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Porte grise", "gris"),
        ("Armoire comtoise", "comtois"),
        ("Première marche", "premiers"),
        ("Palette entière", "entier"),
        ("Enduit poreux", "poreuse"),
        ("Peinture murale", "muraux"),
    ],
)
def test_the_feminine_is_still_found(text: str, query: str) -> None:
    assert f" {query_words(query)[0]}" in search_words(text)


def test_the_singular_is_its_own() -> None:
    for one, more in PAIRS:
        assert singular(singular(fold(one))) == singular(fold(one)) == singular(fold(more))


def test_the_lists_hold_folded_words_that_need_them() -> None:
    assert all(word == fold(word) and word[-1] in "sx" for word in ALIKE | IN_X)
    assert not ALIKE & IN_X
