"""Search in French: "tuiles" finds "Tuile à emboîtement", "beton" finds "béton".

Words are folded (small letters, no accents), cut where letters meet digits, and stemmed, the same
way when a lot is saved and when someone searches. The database keeps an index of the stems
(migration 0015): FTS5 on SQLite, tsvector on PostgreSQL.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import local

import snowballstemmer
from sqlalchemy import ColumnElement, column, func, literal_column, or_, select, table

from bourse.db import db
from bourse.errors import BourseError
from bourse.lots.models import Lot
from bourse.people.folding import fold
from bourse.values import LotCode

WORD = re.compile(r"[a-z]+|[0-9]+")
STOP_WORDS = frozenset(
    ("a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les")
    + ("ou", "par", "pour", "sur", "un", "une", "x")
)
"""Words that say nothing in a query: everything has them, or nothing needs them."""
LONGEST_QUERY = 12
"""Words of a query beyond this are not looked for."""

_INDEX = table("lot_words", column("rowid"))
_MATCHED: ColumnElement[str] = literal_column("lot_words")
_stemmers = local()


def words(text: str) -> list[str]:
    """The stems and numbers of a text, in its order: "Tuiles 20 × 30" is tuil, 20, 30."""
    found = WORD.findall(fold(text))
    return [word if word.isdigit() else _stem(word) for word in found]


def search_words(*texts: str) -> str:
    """What a lot keeps to be found by: each word of its texts once, between spaces."""
    found = dict.fromkeys(word for text in texts for word in words(text))
    return f" {' '.join(found)} "


def query_words(text: str) -> list[str]:
    """What someone looks for: the words that say something, or all when none does."""
    asked = WORD.findall(fold(text))
    telling = [word for word in asked if word not in STOP_WORDS]
    return list(dict.fromkeys(_stem(word) for word in telling or asked))[:LONGEST_QUERY]


def matches(text: str) -> ColumnElement[bool] | None:
    """The condition that a lot has every word asked for (as a beginning), or this very code.

    None when nothing was asked. Numbers match whole: 6 does not find 60.
    """
    asked = query_words(text)
    if not asked:
        return None
    try:
        code = str(LotCode.parse(text))
    except BourseError:
        return _holds(asked)
    return or_(_holds(asked), Lot.code == code)


def _holds(asked: list[str]) -> ColumnElement[bool]:
    """The condition on the index of words (migration 0015); stems are plain letters and digits."""
    if db.engine.dialect.name == "sqlite":
        query = " AND ".join(word if word.isdigit() else f"{word}*" for word in asked)
        return Lot.id.in_(select(_INDEX.c.rowid).where(_MATCHED.op("MATCH")(query)))
    query = " & ".join(word if word.isdigit() else f"{word}:*" for word in asked)
    held = func.to_tsvector(literal_column("'simple'"), Lot.search_words)
    return held.op("@@")(func.to_tsquery(literal_column("'simple'"), query))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """The stem of a folded word; Snowball's stemmers keep state, so each thread has its own."""
    if not hasattr(_stemmers, "french"):
        _stemmers.french = snowballstemmer.stemmer("french")
    stem: str = _stemmers.french.stemWord(word)
    return fold(stem)
