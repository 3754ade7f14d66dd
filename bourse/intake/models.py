"""Tables of what was imported: the lots a file made, what it said, how a firm heads columns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base
from bourse.exhibitors.models import Exhibitor


class LotImport(Base):
    """A spreadsheet that was imported: how many lots it made, changed, and found as they are.

    `token` is the upload's, so that what is sent twice is imported once; the command line has none.
    """

    __tablename__ = "lot_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id"), index=True)
    token: Mapped[str | None] = mapped_column(String(40), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[str] = mapped_column(String(64))
    created: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(default=now)
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime | None]
    undone: Mapped[int | None]

    exhibitor: Mapped[Exhibitor] = relationship()


class ImportedLot(Base):
    """A lot that an import made."""

    __tablename__ = "imported_lot"

    lot_id: Mapped[int] = mapped_column(
        ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    import_id: Mapped[int] = mapped_column(
        ForeignKey("lot_import.id", ondelete="CASCADE"), index=True
    )


class LastSaid(Base):
    """What a file said last of a lot: marks of its fields (`saying.said_by`)."""

    __tablename__ = "lot_last_said"

    lot_id: Mapped[int] = mapped_column(
        ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    said: Mapped[str] = mapped_column(String(300))


class ColumnChoice(Base):
    """What a firm's heading means: a field of a lot, or nothing ("") when it is not to be read."""

    __tablename__ = "column_choice"

    company_id: Mapped[int] = mapped_column(
        ForeignKey("company.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    heading: Mapped[str] = mapped_column(String(200), primary_key=True)
    field: Mapped[str] = mapped_column(String(24))
