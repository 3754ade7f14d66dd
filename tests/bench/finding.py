"""The catalogue's page and its search, as the number of lots grows."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from statistics import quantiles

from flask.testing import FlaskClient
from sqlalchemy import insert, select

from bourse.db import db, table_of, transaction
from bourse.lots.models import Lot, Stock
from bourse.lots.search import search_words
from bourse.values import LotCode
from tests.bench.stage import SEED, Measure, stage

FEW, MANY = 1_000, 100_000
TIMES = 40
NOUNS = (
    "carrelage",
    "tuile",
    "porte",
    "fenêtre",
    "poutre",
    "isolant",
    "parquet",
    "évier",
    "brique",
)
KINDS = ("gris", "ancien", "chêne", "zinc", "double", "neuf", "petit", "rond", "rouge", "PVC")
QUESTIONS = {
    "first page of the catalogue": "",
    "a search, newest first": "q=tuiles",
    "a search, cheapest first": "q=portes&sort=price",
}


def measures() -> Iterator[Measure]:
    """Seconds of the server's time for a page, at the 95th percentile, until its last byte."""
    few, many = _asked(FEW), _asked(MANY)
    for what in QUESTIONS:
        yield Measure(f"{what}, {MANY:,} lots", many[what], f"{FEW:,} lots", few[what])


def _asked(count: int) -> dict[str, float]:
    with stage(lots=1) as hall:
        spread(count)
        client = hall.app.test_client()
        return {what: _p95(client, asked) for what, asked in QUESTIONS.items()}


def spread(count: int) -> None:
    """That many lots like the stage's one, each with words of its own."""
    rng = random.Random(SEED)
    lots, stock = table_of(Lot), table_of(Stock)
    with transaction():
        model = dict(db.session.execute(select(lots)).mappings().one())
        left = dict(db.session.execute(select(stock)).mappings().one())
        codes: set[str] = set()
        while len(codes) < count:
            codes.add(LotCode.random(rng).compact)
        codes.discard(str(model["code"]))
        rows = [_lot(model, number, code, rng) for number, code in enumerate(sorted(codes), 2)]
        db.session.execute(insert(lots), rows)
        db.session.execute(insert(stock), [{**left, "lot_id": row["id"]} for row in rows])


def _lot(model: dict[str, object], number: int, code: str, rng: random.Random) -> dict[str, object]:
    words = f"{rng.choice(NOUNS)} {rng.choice(KINDS)} {rng.choice(KINDS)} {rng.randrange(400)}"
    return {
        **model,
        "id": number,
        "uuid": f"{number:036d}",
        "code": code,
        "designation": words,
        "search_words": search_words(words),
        "price_cents": rng.randrange(50, 50_000),
    }


def _p95(client: FlaskClient, asked: str) -> float:
    def once() -> float:
        start = time.process_time()
        answer = client.get(f"/e/bench/catalogue?{asked}")
        spent = time.process_time() - start
        if answer.status_code != 200:
            raise RuntimeError(answer.status)
        return spent

    once()
    return quantiles([once() for _ in range(TIMES)], n=20)[-1]
