"""Reading the journal: an edition's entries a page at a time, and one of them whole."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db
from bourse.errors import BourseError
from bourse.journal.models import EntryKind, JournalComment, JournalEntry
from bourse.values import Page

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry and what a person typed about it, when that was not erased."""

    entry: JournalEntry
    comment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries of an edition are wanted; what is None does not restrict."""

    edition_id: int
    kind: EntryKind | None = None
    till: str | None = None


def entries(
    wanted: EntryFilter, *, before: int | None = None, size: int = PAGE
) -> Page[JournalEntry]:
    """Entries, the latest first; the cursor is the seq of the last one shown."""
    statement = select(JournalEntry).where(JournalEntry.edition_id == wanted.edition_id)
    if wanted.kind:
        statement = statement.where(JournalEntry.kind == wanted.kind)
    if wanted.till:
        statement = statement.where(JournalEntry.till == wanted.till)
    if before is not None:
        statement = statement.where(JournalEntry.seq < before)
    rows = db.session.scalars(statement.order_by(JournalEntry.seq.desc()).limit(size + 1))
    return Page.of(rows.all(), size, lambda entry: entry.seq)


def entry_of(edition_id: int, seq: int) -> EntryView:
    """One entry of this edition; raises `entry_unknown`."""
    row = db.session.execute(
        select(JournalEntry, JournalComment.text)
        .outerjoin(JournalComment, JournalComment.fact_id == JournalEntry.fact_id)
        .where(JournalEntry.edition_id == edition_id, JournalEntry.seq == seq)
    ).first()
    if row is None:
        raise BourseError("entry_unknown", seq=seq)
    return EntryView(*row)


def series_of(edition_id: int) -> tuple[str, ...]:
    """The devices' series that an edition's entries come from."""
    names = db.session.scalars(
        select(JournalEntry.till)
        .where(JournalEntry.edition_id == edition_id, JournalEntry.till.is_not(None))
        .distinct()
        .order_by(JournalEntry.till)
    )
    return tuple(name for name in names if name)
