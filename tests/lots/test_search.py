"""Search as people type it: without accents, in the singular or the plural, by code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import lots
from bourse.db import db, transaction
from bourse.lots.models import Lot
from bourse.lots.search import query_words, search_words, words
from bourse.people.folding import fold
from tests.fixtures.edition import SmallEdition

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


def test_the_database_finds_what_the_words_say(small: SmallEdition) -> None:
    def designations(text: str) -> list[str]:
        page = lots(LotFilter(edition_id=small.edition.id, text=text))
        return [lot.designation for lot in page.rows]

    assert designations("carrelages") == [small.tiles.designation]
    assert designations("portes interieure 83") == [small.door.designation]
    assert designations("83 porte tuile") == []
    assert designations(small.door.code.lower()) == [small.door.designation]
    assert len(designations("")) == db.session.query(Lot).count() == 3


def test_the_index_of_words_follows_the_lots(small: SmallEdition) -> None:
    def number(text: str) -> int:
        return len(lots(LotFilter(edition_id=small.edition.id, text=text)).rows)

    with transaction():
        small.tiles.search_words = search_words("Faïence murale 6 × 60")
    assert [
        number(text) for text in ("carrelage", "faience", "murales 6", "mural 60", "faience 7")
    ] == [
        0,
        1,
        1,
        1,
        0,
    ]
    with transaction():
        db.session.execute(delete(Lot).where(Lot.id == small.boards.id))
    assert number("panneau") == 0
    assert number("or not near and 60") == number("NEAR(60") == 0
    assert number('fa" OR murale*') == number("faience & !brique") == 0
    assert number("faience & !murale:*") == 1
