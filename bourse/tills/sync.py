"""What a device says beside its facts, and what the server answers: where each has the other.

A device shows the last head of the journal that it was given: a chain that lacks it was restored
from a backup or tampered with. Its clock is measured, and its own count of receipts is compared
with ours. Sales are recorded before any of this, and whatever it finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from bourse.clock import now
from bourse.db import core, db, total
from bourse.journal.models import JournalEntry
from bourse.journal.service import Head
from bourse.lots import revision
from bourse.tills.models import DeviceReport
from bourse.tills.projections import Sale
from bourse.tills.senders import Sender, seen_lately

_HASH = select(JournalEntry.hash).where(JournalEntry.seq == bindparam("seq"))
_COUNTED = (
    select(func.count(), total(Sale.total_cents))
    .select_from(JournalEntry)
    .join(Sale, Sale.seq == JournalEntry.seq)
    .where(
        JournalEntry.edition_id == bindparam("edition"),
        JournalEntry.till == bindparam("series"),
        JournalEntry.till_seq > bindparam("beyond"),
        JournalEntry.till_seq <= bindparam("last"),
    )
)


@dataclass(frozen=True, slots=True)
class Books:
    """A device's count of its receipts and their cents, over its series up to `till_seq`."""

    till_seq: int
    receipts: int
    total_cents: int


@dataclass(frozen=True, slots=True)
class Signs:
    """What came with the facts; a heartbeat comes without any. `sent_at` is the device's clock."""

    is_heartbeat: bool = True
    sent_at: datetime | None = None
    witness: Head | None = None
    books: Books | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the device is told: whether our chain lacks its witness, and the catalogue's revision.

    `skew_ms` is its clock less ours.
    """

    is_missing: bool
    skew_ms: int | None
    revision: int


def hear(sender: Sender, signs: Signs) -> Standing:
    """Judge and keep what a device says of itself, inside `transaction()`, after `record()`.

    A device that sells without a pause is noted now and then: each note is a write.
    """
    heard_at = now()
    skew = None if signs.sent_at is None else _milliseconds(signs.sent_at - heard_at)
    is_missing = signs.witness is not None and _lacks(signs.witness)
    is_due = signs.is_heartbeat or is_missing or not seen_lately(sender, heard_at)
    if is_due and sender.revoked_at is None:
        report = _report(sender.id)
        report.reported_at, report.skew_ms = heard_at, skew
        if signs.books:
            _compare(sender, report, signs.books, heard_at)
        if is_missing and signs.witness and report.missing_since is None:
            report.missing_since = heard_at
            report.missing_seq, report.missing_hash = signs.witness.seq, signs.witness.hash
    return Standing(is_missing, skew, revision.current(sender.edition_id))


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def _lacks(witness: Head) -> bool:
    """Whether the chain has another entry at that place, or none."""
    if witness.seq == 0:
        return False
    found = core().execute(_HASH, {"seq": witness.seq}).scalar()
    return bool(found != witness.hash)


def _report(enrolment_id: int) -> DeviceReport:
    report = db.session.get(DeviceReport, enrolment_id)
    if report is None:
        report = DeviceReport(enrolment_id=enrolment_id)
        db.session.add(report)
    return report


def _compare(sender: Sender, report: DeviceReport, books: Books, heard_at: datetime) -> None:
    """Put both counts side by side.

    What agreed last time is not counted again, so that this costs the same at every length of a
    series; all of it is counted before anybody is told of a difference.
    """
    held = _held(sender, report, books)
    own = (books.receipts, books.total_cents)
    if held != own:
        held = _count(sender, 0, books.till_seq)
    if held == own:
        report.differs_since = None
    elif report.differs_since is None:
        report.differs_since = heard_at
    report.till_seq, report.compared_at = books.till_seq, heard_at
    report.receipts, report.total_cents = own
    report.held_receipts, report.held_total_cents = held


def _held(sender: Sender, report: DeviceReport, books: Books) -> tuple[int, int]:
    """Our count, going on from where both agreed last."""
    known = (report.till_seq, report.held_receipts, report.held_total_cents)
    if report.differs_since is not None or None in known or (known[0] or 0) > books.till_seq:
        return _count(sender, 0, books.till_seq)
    receipts, cents = _count(sender, known[0] or 0, books.till_seq)
    return (known[1] or 0) + receipts, (known[2] or 0) + cents


def _count(sender: Sender, beyond: int, last: int) -> tuple[int, int]:
    """Receipts and cents of a series, of the facts numbered beyond one up to another."""
    whose = {"edition": sender.edition_id, "series": sender.series}
    receipts, cents = core().execute(_COUNTED, {**whose, "beyond": beyond, "last": last}).one()
    return receipts, cents
