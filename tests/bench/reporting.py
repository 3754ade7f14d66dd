"""Compiling the impact report: against adding the same figures up in Python, and as sales grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.impact.compiling import compile_report
from bourse.tills.projections import Sale
from tests.bench.recording import fill
from tests.bench.stage import Measure, stage, typical
from tests.fixtures.till_facts import Device

FEW, MANY = 500, 5_000


def measures() -> Iterator[Measure]:
    """Seconds for every figure of the report, in one consistent reading."""
    with stage(lots=300) as hall:
        till = Device()
        fill(hall, till, FEW)
        few = typical(_compile, 5)
        fill(hall, till, MANY - FEW)
        many = typical(_compile, 5)
        yield Measure(
            f"report over {MANY:,} sales", many, "tonnes and turnover alone, by the ORM",
            typical(_naively, 2),
        )  # fmt: skip
        yield Measure(f"report over {MANY:,} sales", many, f"over {FEW:,}", few)


def _compile() -> None:
    db.session.remove()
    compile_report(db.session.scalars(select(Edition)).one())


def _naively() -> None:
    db.session.remove()
    tonnes: Counter[str] = Counter()
    turnover: Counter[str] = Counter()
    for sale in db.session.scalars(select(Sale)):
        for line in sale.lines:
            tonnes[line.category] += line.weight_g or 0
            turnover[line.category] += line.total_cents
