"""Reading the whole chain again, and naming the first entry that is not what it was."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db, table_of
from bourse.editions.models import Edition
from bourse.journal.chain import GENESIS, Link
from bourse.journal.models import JournalEntry
from bourse.journal.service import Head, head


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first bad entry: `code` is gap, broken_link or altered."""

    seq: int
    code: str


@dataclass(frozen=True, slots=True)
class ProjectionFault:
    """A projection that does not say what the journal says, at entry `seq` when one is to name."""

    table: str
    seq: int | None
    key: str


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """How many entries were read, the head's hash, and the first fault if any."""

    entries: int
    head_hash: str
    fault: ChainFault | None


def check_chain(latest: int | None = None) -> ChainCheck:
    """Follow the chain from its first entry, 1,000 at a time, recomputing each hash.

    With `latest`, only that many of its last entries, taking what stands before them as given.
    """
    slugs = {row.id: row.slug for row in db.session.execute(select(Edition.id, Edition.slug))}
    start = _before(latest)
    expected_seq, previous = start.seq + 1, start.hash
    statement = (
        select(table_of(JournalEntry))
        .where(JournalEntry.seq > start.seq)
        .order_by(JournalEntry.seq)
        .execution_options(yield_per=1000)
    )
    for row in db.session.execute(statement):
        fault = None
        if row.seq != expected_seq:
            fault = ChainFault(expected_seq, "gap")
        elif row.prev_hash != previous:
            fault = ChainFault(row.seq, "broken_link")
        else:
            link = Link(
                seq=row.seq,
                kind=row.kind,
                edition=slugs[row.edition_id],
                happened_at=row.happened_at,
                recorded_at=row.recorded_at,
                till=row.till,
                till_seq=row.till_seq,
                fact_id=row.fact_id,
                payload=row.payload,
                prev_hash=row.prev_hash,
            )
            if link.hash() != row.hash:
                fault = ChainFault(row.seq, "altered")
        if fault:
            return ChainCheck(expected_seq - 1 - start.seq, previous, fault)
        expected_seq, previous = expected_seq + 1, row.hash
    return ChainCheck(expected_seq - 1 - start.seq, previous, None)


def _before(latest: int | None) -> Head:
    """The entry before the last `latest` ones; before the first of all when that is more."""
    if latest is None:
        return Head(0, GENESIS)
    row = db.session.execute(
        select(JournalEntry.seq, JournalEntry.hash)
        .where(JournalEntry.seq <= head().seq - latest)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    ).first()
    return Head(row.seq, row.hash) if row else Head(0, GENESIS)
