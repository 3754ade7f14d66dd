"""Verifying everything that rests on the journal: the chain, what rooms project, and the totals.

A number missing or doubled in a device's series is listed apart: a tablet may still hold the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from bourse.db import db, total
from bourse.desk.board import missing_witnesses
from bourse.editions.models import Edition
from bourse.journal.models import JournalEntry
from bourse.journal.verification import ChainCheck, ProjectionFault, check_chain
from bourse.lots.verification import check_removed
from bourse.tills.models import Enrolment
from bourse.tills.projections import Payment, Sale, SaleLine
from bourse.tills.verification import check_projections
from bourse.values import Money

Series = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
Number = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]


@dataclass(frozen=True, slots=True)
class SeriesGap:
    """Numbers that a device's series lacks, or has more than once; `receipts` or all its facts.

    What is missing is told in runs: one number gone astray may leave a thousand million out.
    """

    edition: str
    series: str
    receipts: bool
    missing: tuple[range, ...]
    doubled: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LostEntry:
    """An entry that a device was told of and the chain lacks: an older backup, or another file."""

    series: str
    seq: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """An edition's turnover, added up three ways that must agree."""

    edition: str
    sales: Money
    lines: Money
    payments: Money

    @property
    def agree(self) -> bool:
        """Whether sales are what their lines and their payments are."""
        return self.sales == self.lines == self.payments


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found; `holds` when the chain, the projections and the totals agree."""

    chain: ChainCheck
    projection: ProjectionFault | None
    totals: tuple[Totals, ...]
    gaps: tuple[SeriesGap, ...]
    lost: tuple[LostEntry, ...]

    @property
    def holds(self) -> bool:
        """Nothing was touched or lost; gaps in a series are not a fault of the journal."""
        return (
            self.chain.fault is None
            and not self.lost
            and self.projection is None
            and all(totals.agree for totals in self.totals)
        )


def verify(edition: Edition | None = None) -> Verification:
    """Read the whole chain again, rebuild what rests on it, and compare.

    One chain carries all editions, so it is read whole; totals and gaps are of `edition` alone
    when one is given. What stands on a broken chain is not looked at.
    """
    chain = check_chain()
    if chain.fault:
        return Verification(chain, None, (), (), ())
    editions = [edition] if edition else db.session.scalars(select(Edition).order_by(Edition.id))
    shown = list(editions)
    return Verification(
        chain,
        check_projections() or check_removed(),
        tuple(_totals(one) for one in shown),
        tuple(gap for one in shown for gap in _gaps(one)),
        _lost(),
    )


def _lost() -> tuple[LostEntry, ...]:
    return tuple(
        LostEntry(
            db.session.get_one(Enrolment, one.enrolment_id).series,
            one.missing_seq or 0,
            one.missing_since or one.reported_at,
        )
        for one in missing_witnesses()
    )


def _totals(edition: Edition) -> Totals:
    of_edition = Sale.edition_id == edition.id
    lines = select(total(SaleLine.total_cents)).join(Sale, Sale.seq == SaleLine.sale_seq)
    payments = select(total(Payment.amount_cents)).join(Sale, Sale.seq == Payment.sale_seq)
    sums = [
        Money(db.session.scalar(statement.where(of_edition)) or 0)
        for statement in (select(total(Sale.total_cents)), lines, payments)
    ]
    return Totals(edition.slug, *sums)


def _gaps(edition: Edition) -> Iterator[SeriesGap]:
    numbered: tuple[tuple[Series, Number, bool], ...] = (
        (JournalEntry.till, JournalEntry.till_seq, False),
        (Sale.series, Sale.receipt, True),
    )
    for series, counter, receipts in numbered:
        rows = db.session.execute(
            select(series, counter, func.count())
            .where(series.class_.edition_id == edition.id, series.is_not(None))
            .group_by(series, counter)
            .order_by(series, counter)
        )
        for name, found in groupby(rows, key=lambda row: row[0]):
            counts = [(number, times) for _name, number, times in found if number is not None]
            missing, doubled = _holes(counts), tuple(n for n, times in counts if times > 1)
            if missing or doubled:
                yield SeriesGap(edition.slug, name, receipts, missing, doubled)


def _holes(counts: Sequence[tuple[int, int]]) -> tuple[range, ...]:
    """The runs of numbers from 1 to the last that are not there; `counts` in ascending order."""
    numbers = [number for number, _times in counts]
    between = (range(low + 1, high) for low, high in pairwise([0, *numbers]))
    return tuple(run for run in between if run)
