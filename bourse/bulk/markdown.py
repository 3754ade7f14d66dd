"""Tables of markdowns: what falls in price, by how much, and when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.bulk.price_rule import PriceRule
from bourse.clock import now
from bourse.db import Base, Whole
from bourse.editions.models import Category, Edition, EditionStatus
from bourse.exhibitors.models import Exhibitor
from bourse.people.models import User
from bourse.values import Money, Rate

_WAITS = text("applied_at IS NULL AND cancelled_at IS NULL")


class MarkdownState(StrEnum):
    """Where a markdown is: one whose edition closed before its hour has lapsed."""

    SCHEDULED = "scheduled"
    APPLIED = "applied"
    UNDONE = "undone"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Markdown(Base):
    """Prices that fall together at `due_at`: of an edition, narrowed by what is given.

    `is_chosen`: of the lots in `markdown_lot` alone. `by_exhibitor` says whose it is: the
    exhibitor's own, or the organiser's, which an exhibitor only reads. `lots` is how many prices
    it lowered.
    """

    __tablename__ = "markdown"
    __table_args__ = (
        CheckConstraint("(rate_bp IS NULL) <> (amount_cents IS NULL)", name="rule"),
        Index("ix_markdown_due", "due_at", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
        Index("ix_markdown_edition", "edition_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    exhibitor_id: Mapped[int | None] = mapped_column(ForeignKey("exhibitor.id"))
    category_code: Mapped[str | None] = mapped_column(ForeignKey("category.code"))
    is_chosen: Mapped[bool] = mapped_column(default=False)
    by_exhibitor: Mapped[bool] = mapped_column(default=False)
    rate_bp: Mapped[int | None]
    amount_cents: Mapped[Whole | None]
    step_cents: Mapped[int] = mapped_column(default=1)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    cancelled_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    lots: Mapped[int] = mapped_column(default=0)

    edition: Mapped[Edition] = relationship()
    exhibitor: Mapped[Exhibitor | None] = relationship()
    category: Mapped[Category | None] = relationship()
    author: Mapped[User | None] = relationship()

    @property
    def rule(self) -> PriceRule:
        """What it makes of a price."""
        return PriceRule(
            rate=None if self.rate_bp is None else Rate(self.rate_bp),
            amount=None if self.amount_cents is None else Money(self.amount_cents),
            step=self.step_cents,
        )

    @hybrid_property
    def is_timed(self) -> bool:
        """Whether it had an hour; one that fell at once touched what there was, nothing later."""
        return self.due_at > self.created_at

    def is_of(self, exhibitor_id: int, category_code: str) -> bool:
        """Whether it is of this exhibitor's lots of this category, where none were chosen."""
        whose, which = (None, exhibitor_id), (None, category_code)
        return self.exhibitor_id in whose and self.category_code in which

    @property
    def state(self) -> MarkdownState:
        """Where it is now."""
        if self.cancelled_at:
            return MarkdownState.CANCELLED
        if self.undone_at:
            return MarkdownState.UNDONE
        if self.applied_at:
            return MarkdownState.APPLIED
        is_over = self.edition.status is EditionStatus.CLOSED
        return MarkdownState.LAPSED if is_over else MarkdownState.SCHEDULED


class MarkdownLot(Base):
    """A lot that was chosen for a markdown by hand."""

    __tablename__ = "markdown_lot"

    markdown_id: Mapped[int] = mapped_column(
        ForeignKey("markdown.id", ondelete="CASCADE"), primary_key=True
    )
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True)
