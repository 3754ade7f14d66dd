"""Search asks the database what the words say, by an index that follows the lots."""

from __future__ import annotations

from sqlalchemy import delete

from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import lots
from bourse.db import db, transaction
from bourse.goods.stems import search_words
from bourse.lots.models import Lot
from tests.fixtures.edition import SmallEdition


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
