"""The door for what tills send: each fact gets an outcome, and none is lost.

Call `record()` inside `transaction()`: one transaction a batch, a savepoint a fact. A database
error other than a broken constraint is not caught: the whole batch rolls back and the till
keeps everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from bourse.clock import now
from bourse.db import core, table_of
from bourse.journal import service as journal
from bourse.journal.chain import canonical
from bourse.journal.models import EntryKind, JournalEntry
from bourse.lots import stock
from bourse.prepared import Prepared, savepoint
from bourse.tills import conflicts, overlaps, promises
from bourse.tills.conflicts import Flag
from bourse.tills.facts import Sold, TillFact
from bourse.tills.inbox import REVOKED, Conflict, ConflictKind, RefusedFact
from bourse.tills.models import Enrolment
from bourse.tills.projecting import Place, Rows, rows_of
from bourse.tills.projections import (
    CashMovement,
    Payment,
    ReceiptCopy,
    Sale,
    SaleLine,
    SessionCount,
    TillSession,
)
from bourse.tills.reading import UnreadableError, kept, payload_of, read
from bourse.tills.senders import Sender, seen, sender_again

_KNOWN = Prepared(
    select(JournalEntry.seq, JournalEntry.payload).where(
        JournalEntry.fact_id == bindparam("fact_id")
    )
)
_INSERT = {
    model: Prepared(insert(table_of(model)))
    for model in (Sale, SaleLine, Payment, TillSession, SessionCount, CashMovement, ReceiptCopy)
}
_FLAG = Prepared(insert(table_of(Conflict)))
_REFUSED = Prepared(insert(table_of(RefusedFact)))
_REFUSED_BEFORE = select(RefusedFact.id).where(
    RefusedFact.enrolment_id == bindparam("enrolment_id"),
    RefusedFact.reason == bindparam("reason"),
    RefusedFact.content == bindparam("content"),
)


class Result(StrEnum):
    """What became of a fact."""

    RECORDED = "recorded"
    ALREADY = "already"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer for one fact: `reasons` say what to look at, `seq` where it stands."""

    fact_id: str | None
    result: Result
    seq: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """Every outcome in the order sent, and the journal's head after them."""

    outcomes: list[Outcome]
    head: journal.Head


def record(
    device: Enrolment | Sender,
    sent: Sequence[object],
    *,
    is_heard: bool = True,
    is_judged: bool = False,
) -> Recording:
    """Record what a device sent, decoded from JSON. Retries answer `already`, whole or in part.

    Not `is_heard`: its facts came by another way, so the device stays silent. `is_judged`: a person
    has decided to record what a revoked device made.
    """
    journal.lock()
    sender = sender_again(device.id)  # revoked since, perhaps: whoever came here waited
    if is_judged:
        sender = replace(sender, revoked_at=None)
    recording = record_of(sender, sent)
    if is_heard:
        seen(sender)
    return recording


def record_of(sender: Sender, sent: Sequence[object]) -> Recording:
    """The same, for who took `journal.lock()` and read the sender under it."""
    head = journal.head()
    outcomes = []
    for content in sent:
        outcome, head = _record_one(sender, content, head)
        outcomes.append(outcome)
    return Recording(outcomes, head)


def _record_one(
    sender: Sender, content: object, head: journal.Head
) -> tuple[Outcome, journal.Head]:
    try:
        fact = read(content)
    except UnreadableError as error:
        return _refuse(sender, content, error.reason), head
    payload = payload_of(fact, content)
    known = _KNOWN.first(core(), fact_id=fact.fact_id)
    if known:
        seq, held = known
        if held != canonical(payload):
            return _refuse(sender, content, "other_content"), head
        return Outcome(fact.fact_id, Result.ALREADY, seq), head
    if sender.revoked_at:
        return _refuse(sender, content, REVOKED), head
    if fact.till != sender.series:
        return _refuse(sender, content, "other_series"), head
    if fact.edition not in (None, sender.edition):
        return _refuse(sender, content, "other_edition"), head
    try:
        with savepoint(core()):
            return _append(sender, fact, payload, head)
    except (IntegrityError, DataError):
        return _refuse(sender, content, "constraint"), head


def _append(
    sender: Sender, fact: TillFact, payload: dict[str, object], head: journal.Head
) -> tuple[Outcome, journal.Head]:
    lots = conflicts.lots_named(fact, sender.edition_id)
    chain_kept = conflicts.follows_its_chain(fact, sender.edition_id)
    new_head = journal.append(
        journal.Fact(
            fact_id=fact.fact_id,
            kind=EntryKind(fact.kind),
            happened_at=fact.happened_at,
            payload=payload,
            till=fact.till,
            till_seq=fact.till_seq,
        ),
        edition_id=sender.edition_id,
        edition=sender.edition,
        after=head,
    )
    rows = rows_of(
        fact,
        new_head.seq,
        Place(sender.edition_id, sender.site_id),
        {code: lot.id for code, lot in lots.items()},
    )
    flags = conflicts.of_fact(fact, rows, lots, sender)
    if not chain_kept:
        flags.append(Flag(ConflictKind.BROKEN_CHAIN))
    if isinstance(fact, Sold) and fact.sheet is None:
        pair = overlaps.second_session(fact, sender.edition_id)
        if pair:
            flags.append(Flag(ConflictKind.TWO_DEVICES, about=pair))
    if closed := overlaps.closed_instead(fact, sender.edition_id):
        flags.append(Flag(ConflictKind.CLOSED_SESSION, about=closed))
    write(rows, sender.edition_id)
    if sender.has_holds:
        flags += promises.met(fact, rows, lots, sender.edition_id)
    if flags:
        flagged = {"seq": new_head.seq, "edition_id": sender.edition_id}
        _FLAG.write(core(), [{**flagged, **flag._asdict()} for flag in flags])
    result = Result.CONFLICT if flags else Result.RECORDED
    reasons = tuple(dict.fromkeys(flag.kind.value for flag in flags))
    return Outcome(fact.fact_id, result, new_head.seq, reasons), new_head


def write(rows: Rows, edition_id: int) -> None:
    """Put a fact's rows into the projections and move the edition's stock."""
    for statement, new in (
        (_INSERT[Sale], rows.sales),
        (_INSERT[SaleLine], rows.lines),
        (_INSERT[Payment], rows.payments),
        (_INSERT[TillSession], rows.sessions),
        (_INSERT[SessionCount], rows.counts),
        (_INSERT[CashMovement], rows.movements),
        (_INSERT[ReceiptCopy], rows.copies),
    ):
        if new:
            statement.write(core(), new)
    for closing in rows.closings:
        core().execute(
            update(table_of(TillSession))
            .where(TillSession.uuid == closing["uuid"])
            .values({name: value for name, value in closing.items() if name != "uuid"})
        )
    stock.apply(edition_id, sold_milli=rows.sold_milli())


def _refuse(sender: Sender, content: object, reason: str) -> Outcome:
    """Keep the bytes as they came, once however often they come: a person will look at them."""
    refused = {"enrolment_id": sender.id, "reason": reason, "content": kept(content)}
    if core().execute(_REFUSED_BEFORE, refused).first() is None:
        _REFUSED.write(core(), [{**refused, "received_at": now()}])
    fact_id = content.get("fact_id") if isinstance(content, dict) else None
    return Outcome(fact_id if isinstance(fact_id, str) else None, Result.REFUSED, None, (reason,))
