"""Writing the journal: the only code that appends to it. Nothing edits it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, text

from bourse.clock import now
from bourse.db import core, db, table_of
from bourse.journal.chain import GENESIS, Link, canonical, sha256
from bourse.journal.models import EntryKind, JournalComment, JournalEntry
from bourse.prepared import Prepared

_LAST = Prepared(
    select(JournalEntry.seq, JournalEntry.hash).order_by(JournalEntry.seq.desc()).limit(1)
)
_APPEND = Prepared(insert(table_of(JournalEntry)))
_TAKE_TURNS = text("SELECT pg_advisory_xact_lock(hashtext(current_schema()))")


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the chain; seq 0 when there is none."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, before it has a place in the chain.

    `payload` holds codes and integers, never a person's data; `till` is the enrolment's series
    (C2b) and `till_seq` the fact's number in it, both None for what happens off the tills.
    """

    fact_id: str
    kind: EntryKind
    happened_at: datetime
    payload: Mapping[str, object]
    till: str | None = None
    till_seq: int | None = None


def head() -> Head:
    """Where the chain stands. Read inside `transaction()`, it stays true until the commit."""
    last = _LAST.first(core())
    return Head(*last) if last else Head(0, GENESIS)


def lock() -> None:
    """Make writers take turns: a sequence without gaps has one writer (SQLite already has one)."""
    if db.engine.dialect.name == "postgresql":
        core().execute(_TAKE_TURNS)


def append(fact: Fact, *, edition_id: int, edition: str, after: Head) -> Head:
    """Chain `fact` after the head `after`, inside `transaction()` and `lock()`; give the new head.

    Raises IntegrityError when the fact is already there: ask first, in the same transaction.
    """
    link = Link(
        seq=after.seq + 1,
        kind=fact.kind,
        edition=edition,
        happened_at=fact.happened_at,
        recorded_at=now(),
        till=fact.till,
        till_seq=fact.till_seq,
        fact_id=fact.fact_id,
        payload=canonical(fact.payload),
        prev_hash=after.hash,
    )
    new = Head(link.seq, link.hash())
    _APPEND.write(
        core(),
        [
            {
                "seq": link.seq,
                "kind": fact.kind,
                "edition_id": edition_id,
                "happened_at": link.happened_at,
                "recorded_at": link.recorded_at,
                "till": link.till,
                "till_seq": link.till_seq,
                "fact_id": link.fact_id,
                "payload": link.payload,
                "prev_hash": link.prev_hash,
                "hash": new.hash,
            }
        ],
    )
    return new


def seal_comment(comment: str) -> tuple[str, str]:
    """What a person typed as (salt, hash): the hash goes in the payload, the text stays outside."""
    salt = secrets.token_hex(16)
    return salt, sha256(salt + comment)


def keep_comment(fact_id: str, salt: str, comment: str) -> None:
    """Keep the text of a comment beside the journal, where it can be erased."""
    db.session.execute(insert(JournalComment), {"fact_id": fact_id, "salt": salt, "text": comment})
