"""Tables of heavy goods: what a stand puts together for a buyer, and what is handed over later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, Whole
from bourse.exhibitors.models import Exhibitor
from bourse.lots.set_apart import LotSetApart


class StandBasket(Base):
    """Goods that a stand sets apart for a buyer, who pays at the till by the basket's QR.

    The buyer is a number on the stand, and no name. A basket moves no stock: its sale will.
    """

    __tablename__ = "stand_basket"
    __table_args__ = (UniqueConstraint("exhibitor_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id"))
    number: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)
    cancelled_at: Mapped[datetime | None]

    exhibitor: Mapped[Exhibitor] = relationship(lazy="joined")
    lines: Mapped[list[StandBasketLine]] = relationship(order_by="StandBasketLine.position")


class StandBasketLine(LotSetApart, Base):
    """A lot in a stand's basket."""

    __tablename__ = "stand_basket_line"

    stand_basket_id: Mapped[int] = mapped_column(
        ForeignKey("stand_basket.id", ondelete="CASCADE"), primary_key=True
    )


class Pickup(Base):
    """Goods paid and now handed over ("remis"): a line of a sale, or part of it.

    `uuid` is the form's own, so that a button pressed twice hands over once; what was undone stays
    with who undid it.
    """

    __tablename__ = "pickup"
    __table_args__ = (
        CheckConstraint("quantity_milli > 0", name="quantity"),
        ForeignKeyConstraint(
            ["sale_seq", "position"], ["sale_line.sale_seq", "sale_line.position"]
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    sale_seq: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    quantity_milli: Mapped[Whole]
    released_at: Mapped[datetime]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at_gate: Mapped[bool]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
