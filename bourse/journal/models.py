"""Tables of the journal: the chain of entries, and what people typed, kept beside it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bourse.db import Base, coded


class EntryKind(StrEnum):
    """What an entry records."""

    SESSION_OPENED = "session_opened"
    SESSION_CLOSED = "session_closed"
    SALE = "sale"
    REVERSAL = "reversal"
    CASH_MOVEMENT = "cash_movement"
    DUPLICATE = "duplicate"
    TRAINING = "training"
    STOCK_CORRECTION = "stock_correction"


class JournalEntry(Base):
    """One fact, chained to the one before. Triggers refuse to change or remove it."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("ix_journal_entry_till", "edition_id", "till", "till_seq"),
        Index("ix_journal_entry_edition_kind", "edition_id", "kind", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[EntryKind] = mapped_column(coded(EntryKind))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    till: Mapped[str | None] = mapped_column(String(12))
    till_seq: Mapped[int | None]
    fact_id: Mapped[str] = mapped_column(String(36), unique=True)
    payload: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class JournalComment(Base):
    """What a person typed about a fact; the entry's payload holds only its salted hash."""

    __tablename__ = "journal_comment"

    fact_id: Mapped[str] = mapped_column(ForeignKey("journal_entry.fact_id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
