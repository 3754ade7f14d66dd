"""Table of bulk edits: what many lots said before and after, so that one click takes it back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base


class BulkEdit(Base):
    """One change of many lots, of an edition or of one exhibitor's own."""

    __tablename__ = "bulk_edit"
    __table_args__ = (Index("ix_bulk_edit_edition", "edition_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    exhibitor_id: Mapped[int | None] = mapped_column(ForeignKey("exhibitor.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]

    lots: Mapped[list[BulkEditLot]] = relationship(order_by="BulkEditLot.lot_id")


class BulkEditLot(Base):
    """A lot of a bulk edit: its columns that changed, as JSON by name, before and after."""

    __tablename__ = "bulk_edit_lot"

    bulk_edit_id: Mapped[int] = mapped_column(
        ForeignKey("bulk_edit.id", ondelete="CASCADE"), primary_key=True
    )
    lot_id: Mapped[int] = mapped_column(
        ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
