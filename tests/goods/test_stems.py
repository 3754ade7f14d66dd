"""Words as people type them: without accents, in the singular or the plural."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.goods.stems import query_words, search_words, words
from bourse.people.folding import fold

TEXT = st.text(max_size=60)
WORD = st.text("abcdefghijklmnopqrstuvwxyzéèêëàâçîïôöùûüœ", min_size=1, max_size=14)


def found(text: str, query: str) -> bool:
    """Whether the stored words hold each word of the query, as `matches` asks the database."""
    kept = search_words(text)
    return all(
        f" {word} " in kept if word.isdigit() else f" {word}" in kept for word in query_words(query)
    )


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Tuile à emboîtement", "tuiles"),
        ("Tuiles mécaniques", "tuile mecanique"),
        ("Panneaux OSB", "panneau"),
        ("Carreaux de plâtre", "carreau platre"),
        ("Fenêtre PVC double vitrage", "FENÊTRES"),
        ("Plaque BA13", "ba 13"),
        ("Carrelage 60 × 60", "carrelages 60x60"),
        ("Mâchefer, sœur", "soeur"),
        ("Carrelage grès", "carrel"),
        ("Laine de verre", "laine de verre"),
    ],
)
def test_it_finds(text: str, query: str) -> None:
    assert found(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [("Carrelage 60 × 60", "carrelage 6"), ("Tuile", "brique"), ("Poutre", "outre")],
)
def test_it_does_not_find(text: str, query: str) -> None:
    assert not found(text, query)


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(WORD)
def test_accents_and_capitals_do_not_matter(word: str) -> None:
    assert words(word) == words(word.upper()) == words(fold(word))


@given(TEXT)
def test_every_text_finds_itself(text: str) -> None:
    assert found(text, text)


@given(TEXT)
def test_nothing_typed_can_be_a_pattern(text: str) -> None:
    assert all(word.isalnum() and word.isascii() for word in query_words(text))
