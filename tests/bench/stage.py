"""What the measures stand on: a migrated database of lots, a device, and a clock."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import NullPool, create_engine, select, text
from sqlalchemy.engine import make_url

from app import create_app
from bourse import migrations
from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus, Site
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.lots.models import Lot
from bourse.people.models import Company
from bourse.tills.models import Enrolment, Till
from bourse.values import LotCode
from tests.fixtures.edition import a_lot

SEED = 20260613


@dataclass(frozen=True)
class Measure:
    """One line of the table: seconds an operation, or what `write` says; ours beside theirs."""

    what: str
    ours: float
    against: str
    theirs: float
    write: Callable[[float], str] | None = None

    def cells(self) -> tuple[str, str, str, str, str]:
        """The line as text."""
        write = self.write or duration
        return (
            self.what,
            write(self.ours),
            self.against,
            write(self.theirs),
            f"{self.ours / self.theirs:.2f} ×",
        )


def duration(seconds: float) -> str:
    """`1.23 ms`, `45 µs`."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds * 1e6:.0f} µs"


def typical(operation: Callable[[], object], times: int) -> float:
    """Median seconds of `operation`, after one run that does not count."""
    operation()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        operation()
        spent.append(time.perf_counter() - start)
    return median(spent)


@dataclass
class Stage:
    """An application on a file of its own, with lots to sell and a device to sell them."""

    app: Flask
    path: Path

    @property
    def lots(self) -> list[Lot]:
        """What there is to sell."""
        return list(db.session.scalars(select(Lot).order_by(Lot.id)))

    @property
    def device(self) -> Enrolment:
        """The one that sells."""
        return db.session.scalars(select(Enrolment)).one()


server: str | None = None
"""A PostgreSQL to measure on instead of SQLite (`--postgresql`)."""


@contextmanager
def stage(lots: int, name: str = "bench") -> Iterator[Stage]:
    """A database with that many lots, its application's context pushed; a server knows it by name.

    Two stages may stand at once: each has its own application, engine and database.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bourse.db"
        app = create_app(
            {
                "INSTANCE": Path(folder),
                "SECRET_KEY": "a key for this run",
                "SQLALCHEMY_DATABASE_URI": _empty_database(server, name)
                if server
                else f"sqlite:///{path}",
                "PUBLIC_URL": "http://localhost",
                "SMTP_URL": None,
                "MAIL_FROM": "bourse@localhost",
                "SESSION_COOKIE_SECURE": False,
                "RATELIMIT_ENABLED": False,
                "RATELIMIT_STORAGE_URI": "memory://",
            }
        )
        with app.app_context():
            migrations.upgrade(db.engine)
            _furnish(lots)
            yield Stage(app, path)
            db.session.remove()
            db.engine.dispose()


def _empty_database(server: str, name: str) -> str:
    """The address of a database of that server, in the place of the one before."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in (
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name}",
        ):
            connection.execute(text(statement))
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _furnish(count: int) -> None:
    rng = random.Random(SEED)
    with transaction():
        edition = Edition(
            slug="bench",
            name="Bench",
            starts_on=date(2026, 6, 13),
            ends_on=date(2026, 6, 14),
            status=EditionStatus.OPEN,
            sites=[Site(name="Halle")],
        )
        company = Company(name="Firme", number_kind="siret", number="73282932000074")
        db.session.add_all([edition, company])
        db.session.flush()
        exhibitor = Exhibitor(
            edition=edition, company=company, code="E01", status=ExhibitorStatus.CONFIRMED
        )
        db.session.add(exhibitor)
        db.session.flush()
        till = Till(edition=edition, site=edition.sites[0], number=1, name="Sortie")
        device = Enrolment(till=till, letter="a")
        codes: set[str] = set()
        while len(codes) < count:
            codes.add(LotCode.random(rng).compact)
        lots = [
            a_lot(exhibitor, f"Carrelage {n}", rng, quantity_milli=10**9, code=code)
            for n, code in enumerate(sorted(codes))
        ]
        db.session.add_all([till, device, *lots])
