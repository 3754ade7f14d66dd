"""The condition that a lot has the words that someone looks for, or is the one of that code.

The database keeps an index of the stems of lots' words (migration 0015): FTS5 on SQLite, tsvector
on PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, column, func, literal_column, or_, select, table

from bourse.db import db
from bourse.errors import BourseError
from bourse.goods.stems import query_words
from bourse.lots.models import Lot
from bourse.values import LotCode

_INDEX = table("lot_words", column("rowid"))
_MATCHED: ColumnElement[str] = literal_column("lot_words")


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


def number(text: str, most: int) -> int:
    """How many lots have these words, on SQLite alone, counted up to `most`; 0 of no words."""
    if not (asked := query_words(text)):
        return 0
    return (
        db.session.scalar(select(func.count()).select_from(_rows(asked).limit(most).subquery()))
        or 0
    )


def _holds(asked: list[str]) -> ColumnElement[bool]:
    """The condition on the index of words (migration 0015); stems are plain letters and digits."""
    if db.engine.dialect.name == "sqlite":
        return Lot.id.in_(_rows(asked))
    query = " & ".join(word if word.isdigit() else f"{word}:*" for word in asked)
    held = func.to_tsvector(literal_column("'simple'"), Lot.search_words)
    return held.op("@@")(func.to_tsquery(literal_column("'simple'"), query))


def _rows(asked: list[str]) -> Select[int]:
    """The lots of these words, by SQLite's index."""
    query = " AND ".join(word if word.isdigit() else f"{word}*" for word in asked)
    return select(_INDEX.c.rowid).where(_MATCHED.op("MATCH")(query))
