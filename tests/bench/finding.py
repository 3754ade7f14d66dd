"""The catalogue's page and its search, as the number of lots grows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import update

from bourse.db import db, transaction
from bourse.lots.models import Lot, LotStatus
from bourse.lots.queries import LotFilter, lots
from bourse.lots.search import search_words
from tests.bench.stage import Measure, stage, typical

FEW, MANY = 1_000, 10_000
QUESTIONS = {"first page of the catalogue": "", "search for a word": "carrelages 777"}


def measures() -> Iterator[Measure]:
    """Seconds for a page of lots, ready for the template."""
    few, many = _asked(FEW), _asked(MANY)
    for what in QUESTIONS:
        yield Measure(f"{what}, {MANY:,} lots", many[what], f"{FEW:,} lots", few[what])


def _asked(count: int) -> dict[str, float]:
    with stage(lots=count) as hall:
        with transaction():
            for lot in hall.lots:
                lot.search_words = search_words(lot.designation)
            db.session.execute(update(Lot).values(status=LotStatus.OFFERED))
        edition_id = hall.lots[0].edition_id
        return {what: _timed(edition_id, text) for what, text in QUESTIONS.items()}


def _timed(edition_id: int, text: str) -> float:
    return typical(lambda: _page(edition_id, text), 9)


def _page(edition_id: int, text: str) -> None:
    db.session.remove()
    lots(LotFilter(edition_id=edition_id, text=text, status=LotStatus.OFFERED, in_stock=True))
