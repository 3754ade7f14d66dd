"""Recording a sale of five lines: against raw sqlite3 writing the same rows, and as it grows."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from statistics import median

from sqlalchemy import text

from bourse.db import db, transaction
from bourse.tills.recording import record
from tests.bench.stage import Measure, Stage, stage
from tests.fixtures.till_facts import Device

SALES = 200
LINES = 5
SHORT, LONG = 1_000, 10_000


def measures() -> Iterator[Measure]:
    """One sale a transaction, each safely on disk before the answer."""
    with stage(lots=200) as hall:
        till = Device()
        fill(hall, till, SHORT)
        young = _sell(hall, till)
        raw = _raw(hall)
        yield Measure("sale of five lines, one transaction", young, "same rows by raw sqlite3", raw)
        fill(hall, till, LONG - SHORT)
        yield Measure(
            f"the same behind {LONG:,} entries", _sell(hall, till), f"behind {SHORT:,}", young
        )


def _facts(hall: Stage, till: Device, count: int) -> list[dict[str, object]]:
    """That many sales, the session left empty as a new request finds it."""
    rng, lots = random.Random(count), hall.lots
    facts = [till.sale(*((lot, 1_000) for lot in rng.sample(lots, LINES))) for _ in range(count)]
    db.session.expunge_all()
    return facts


def fill(hall: Stage, till: Device, count: int) -> None:
    for start in range(0, count, 500):
        facts = _facts(hall, till, min(500, count - start))
        with transaction():
            record(hall.device, facts)


def _sell(hall: Stage, till: Device) -> float:
    spent = []
    for fact in _facts(hall, till, SALES):
        start = time.perf_counter()
        with transaction():
            record(hall.device, [fact])
        db.session.remove()
        spent.append(time.perf_counter() - start)
    return median(spent)


def _raw(hall: Stage) -> float:
    """Copy the last sales, row for row, into twin tables, one transaction a sale."""
    tables = {"journal_entry": "seq", "sale": "seq", "sale_line": "sale_seq", "payment": "sale_seq"}
    with transaction():
        for name in tables:
            db.session.execute(text(f"CREATE TABLE raw_{name} AS SELECT * FROM {name} WHERE 0"))
        db.session.execute(text("CREATE UNIQUE INDEX raw_seq ON raw_journal_entry (seq)"))
        db.session.execute(text("CREATE UNIQUE INDEX raw_fact ON raw_journal_entry (fact_id)"))
    connection = sqlite3.connect(hall.path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    last = connection.execute("SELECT max(seq) FROM journal_entry").fetchone()[0]
    spent = []
    for seq in range(last - SALES + 1, last + 1):
        rows = {
            name: connection.execute(f"SELECT * FROM {name} WHERE {key} = ?", (seq,)).fetchall()
            for name, key in tables.items()
        }
        lots = [row[3] for row in rows["sale_line"]]
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for name, new in rows.items():
            marks = ",".join("?" * len(new[0]))
            connection.executemany(f"INSERT INTO raw_{name} VALUES ({marks})", new)
        connection.executemany(
            "UPDATE stock SET sold_milli = sold_milli + 0 WHERE lot_id = ?",
            [(lot,) for lot in lots],
        )
        connection.execute("COMMIT")
        spent.append(time.perf_counter() - start)
    connection.close()
    return median(spent)
