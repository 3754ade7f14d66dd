"""The catalogue's page, its search and its filters, as the number of lots grows."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import quantiles

from flask.testing import FlaskClient
from sqlalchemy import insert, select, text

from bourse.db import db, table_of, transaction
from bourse.editions.models import Edition, Site
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Stand
from bourse.goods.stems import search_words
from bourse.lots.models import Condition, Lot, Stock
from bourse.people.models import Company
from bourse.values import LotCode
from tests.bench import stage as on_stage
from tests.bench.stage import SEED, Measure, stage

FEW, MANY = 1_000, 100_000
TIMES = 40
SITES, FIRMS = 5, 100
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
CATEGORIES = ("CAR", "TCU", "MIN", "MEX", "BOI", "ISO", "SOL", "SAN", "PIE")
"""Of each noun, in its order; what stands on the smallest site is its firm's alone."""
FIRST = "first page"
QUESTIONS = {
    FIRST: "",
    "a page far down": "after={deep}",
    "the cheapest first, far down": "sort=price&after={deep}",
    "a frequent word": "q=tuiles",
    "a frequent word, cheapest first": "q=portes&sort=price",
    "a rare word": "q=girouette",
    "a rare word, cheapest first": "q=girouette&sort=price",
    "two words": "q=portes+chêne",
    "a number in a word": "q=tuile+217",
    "one category": "category=SAN",
    "one category, biggest discount first": "category=SAN&sort=discount",
    "one site": "site={site}",
    "the smallest site": "site={smallest}",
    "one condition": "condition=to_repair",
    "a narrow range of prices": "min=9,90&max=10",
    "the biggest discounts": "discount=70",
    "all filters": "category=SAN&site={site}&condition=good&min=5&max=400&discount=50",
    "all filters and a word": "q=évier&site={site}&condition=good&max=400&discount=50&sort=price",
    "filters that nothing passes": "category=SAN&condition=to_repair&min=400&discount=70",
}


def measures() -> Iterator[Measure]:
    """Seconds of the server's time for a page, at the 95th percentile, until its last byte.

    PostgreSQL works in a process of its own, whose time is added.
    Each is held against the first page of a small catalogue: as many lots on it, found at once.
    """
    few, many = _asked(FEW, [FIRST]), _asked(MANY, QUESTIONS)
    for what in QUESTIONS:
        yield Measure(f"{what}, {MANY:,} lots", many[what], f"{FIRST}, {FEW:,}", few[FIRST])


def _asked(count: int, questions: Iterable[str]) -> dict[str, float]:
    with stage(lots=1) as hall:
        known = spread(count)
        if on_stage.server:
            with db.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.execute(text("VACUUM ANALYZE"))
        client = hall.app.test_client()
        gc.freeze()  # as wsgi.py does
        return {what: _p95(client, QUESTIONS[what].format_map(known)) for what in questions}


def spread(count: int) -> dict[str, object]:
    """That many lots of a hundred firms on five sites; gives what the questions name of them."""
    rng = random.Random(SEED)
    lots, stock = table_of(Lot), table_of(Stock)
    with transaction():
        model = dict(db.session.execute(select(lots)).mappings().one())
        left = dict(db.session.execute(select(stock)).mappings().one())
        firms, sites = _firms(rng)
        codes: set[str] = set()
        while len(codes) < count:
            codes.add(LotCode.random(rng).compact)
        codes.discard(str(model["code"]))
        rows = [
            {**model, "id": number, "uuid": f"{number:036d}", "code": code, **_lot(rng, firms)}
            for number, code in enumerate(sorted(codes, key=lambda _code: rng.random()), 2)
        ]
        rows[len(rows) // 3]["search_words"] = search_words("girouette de clocher")
        db.session.execute(insert(lots), rows)
        db.session.execute(insert(stock), [{**left, "lot_id": row["id"]} for row in rows])
    return {"deep": rows[len(rows) // 2]["code"], "site": sites[1], "smallest": sites[-1]}


def _firms(rng: random.Random) -> tuple[list[int], list[int]]:
    """A hundred exhibitors, each on one site, the last alone on its own."""
    edition = db.session.scalars(select(Edition)).one()
    sites = [Site(edition=edition, name=f"Site {number}") for number in range(SITES)]
    firms = [
        Exhibitor(
            edition=edition,
            company=Company(name=f"Firme {number}", number_kind="siret", number=f"{number:014d}"),
            code=f"E{number:02d}",
            status=ExhibitorStatus.CONFIRMED,
            stands=[Stand(site=sites[-1] if number == FIRMS else rng.choice(sites[:-1]))],
        )
        for number in range(2, FIRMS + 1)
    ]
    db.session.add_all([*sites, *firms])
    db.session.flush()
    return [firm.id for firm in firms], [site.id for site in sites]


def _lot(rng: random.Random, firms: list[int]) -> dict[str, object]:
    noun = rng.randrange(len(NOUNS))
    words = f"{NOUNS[noun]} {rng.choice(KINDS)} {rng.choice(KINDS)} {rng.randrange(400)}"
    price = rng.randrange(50, 50_000)
    return {
        "exhibitor_id": rng.choice(firms[:-1]) if rng.randrange(2_000) else firms[-1],
        "designation": words,
        "search_words": search_words(words),
        "category_code": CATEGORIES[noun],
        "condition": rng.choices(list(Condition), (30, 20, 40, 8, 2))[0],
        "price_cents": price,
        "reference_price_cents": rng.choice((None, price * 10 // rng.randrange(1, 10))),
    }


def _p95(client: FlaskClient, asked: str) -> float:
    def once() -> float:
        start = _worked()
        answer = client.get(f"/e/bench/catalogue?{asked}")
        spent = _worked() - start
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status} of {asked}")
        return spent

    once()
    return quantiles([once() for _ in range(TIMES)], n=20)[-1]


def _worked() -> float:
    """Seconds that a processor was busy for us until now, the database's own among them."""
    if not on_stage.server:
        return time.process_time()
    backend = db.session.scalar(text("SELECT pg_backend_pid()"))
    nanoseconds = Path(f"/proc/{backend}/schedstat").read_text().split()[0]
    db.session.rollback()
    return time.process_time() + int(nanoseconds) / 1e9
