"""Tables of what tills sent and a person must look at: flagged facts and refused bytes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bourse.clock import now
from bourse.db import Base, coded


class ConflictKind(StrEnum):
    """Why a recorded fact needs a person's eye."""

    OVERSOLD = "oversold"
    UNKNOWN_LOT = "unknown_lot"
    WITHDRAWN_LOT = "withdrawn_lot"
    AWAITED_LOT = "awaited_lot"
    HELD_LOT = "held_lot"
    PRICE_DIFFERS = "price_differs"
    BELOW_LIMIT = "below_limit"
    OVER_REVERSED = "over_reversed"
    UNAPPROVED = "unapproved"
    TWO_DEVICES = "two_devices"
    STAND_BASKET = "stand_basket"
    CLOSED_SESSION = "closed_session"
    BROKEN_CHAIN = "broken_chain"


class Decision(StrEnum):
    """What a person decided about a case."""

    AGREED = "agreed"
    REVERSED = "reversed"
    CORRECTED = "corrected"
    EXPLAINED = "explained"
    TOLD = "told"


REVOKED = "revoked_device"
"""Why a fact is in quarantine: its device was revoked when it came."""


class Verdict(StrEnum):
    """What a person decided about a fact in quarantine."""

    RECORDED = "recorded"
    LEFT_OUT = "left_out"


class Conflict(Base):
    """A fact recorded and flagged: the server flags, a person decides.

    `about` names the two sessions of TWO_DEVICES, as "uuid:uuid", the codes of the holds of
    HELD_LOT, as "HC7K3PX,HD2R9TV", and the session of CLOSED_SESSION.
    """

    __tablename__ = "conflict"
    __table_args__ = (Index("ix_conflict_open", "edition_id", "resolved_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(ForeignKey("journal_entry.seq"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    kind: Mapped[ConflictKind] = mapped_column(coded(ConflictKind))
    lot: Mapped[str | None] = mapped_column(String(8))
    about: Mapped[str | None] = mapped_column(String(80), index=True)
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decision: Mapped[Decision | None] = mapped_column(coded(Decision))


class RefusedFact(Base):
    """Bytes a till sent that could not be recorded, kept as they came."""

    __tablename__ = "refused_fact"
    __table_args__ = (Index("ix_refused_fact_seen", "seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    received_at: Mapped[datetime] = mapped_column(default=now)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[datetime | None]
    verdict: Mapped[Verdict | None] = mapped_column(coded(Verdict))
