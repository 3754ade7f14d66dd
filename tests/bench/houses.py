"""Catalogues to ask: as many lots as wanted, and the time that each answer takes."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, replace
from pathlib import Path

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
from tests.bench.stage import SEED, stage

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


@dataclass(frozen=True)
class House:
    """An edition's catalogue to ask, and what questions name of it."""

    client: FlaskClient
    known: dict[str, object]
    backends: tuple[Path, ...] = ()

    def seconds(self, question: str) -> float:
        """How long a processor was busy until the last byte of the answer."""
        address = f"/e/bench/catalogue?{question.format_map(self.known)}"
        within = Context()  # as a thread of the server: no application's, nobody's session
        start = self._worked()
        answer = within.run(self.client.get, address)
        spent = self._worked() - start
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status} of {address}")
        return spent

    def _worked(self) -> float:
        """Seconds that a processor was busy for us until now, the database's own among them."""
        nanoseconds = sum(int(backend.read_text().split()[0]) for backend in self.backends)
        return time.process_time() + nanoseconds / 1e9


@contextmanager
def house(count: int) -> Iterator[House]:
    """A catalogue of that many lots; several may stand at once."""
    with stage(lots=1, name=f"bench_{count}") as hall:
        asked = House(hall.app.test_client(), spread(count))
        if on_stage.server:
            with db.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.execute(text("VACUUM ANALYZE"))
        asked.seconds("")  # it connects as often as a page needs
        yield replace(asked, backends=tuple(_backends()))


def _backends() -> Iterator[Path]:
    """Where Linux tells the nanoseconds of each process of PostgreSQL that answers this house."""
    if on_stage.server:
        ours = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        for pid in db.session.scalars(text(ours)):
            yield Path(f"/proc/{pid}/schedstat")
        db.session.rollback()


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
