"""Tables of impact: balances of past editions, and reports frozen when published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bourse.clock import now
from bourse.db import Base, Whole
from bourse.values import Money, Weight


class PastBalance(Base):
    """A published balance of one edition, or of several whose split is unknown."""

    __tablename__ = "past_balance"
    __table_args__ = (CheckConstraint("editions >= 1", name="editions"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(200), unique=True)
    editions: Mapped[int] = mapped_column(default=1)
    first_year: Mapped[int]
    last_year: Mapped[int]
    weight_g: Mapped[Whole]
    turnover_cents: Mapped[Whole]
    purchases: Mapped[int]
    firms: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(300), default="")

    @property
    def weight(self) -> Weight:
        """Tonnes saved, as published."""
        return Weight(self.weight_g)

    @property
    def turnover(self) -> Money:
        """Turnover, as published."""
        return Money(self.turnover_cents)


class ReportSnapshot(Base):
    """An impact report as it stood at a moment, with the journal's head that proves it."""

    __tablename__ = "report_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    token: Mapped[str] = mapped_column(String(40), unique=True)
    taken_at: Mapped[datetime] = mapped_column(default=now)
    is_final: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None]
    journal_seq: Mapped[int]
    journal_hash: Mapped[str] = mapped_column(String(64))
    figures: Mapped[str] = mapped_column(Text)
