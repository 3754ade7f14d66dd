"""Table of dispositions: where unsold goods went once the edition was over."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, Whole, coded
from bourse.lots.models import Lot
from bourse.people.models import User
from bourse.values import Quantity, Weight


class Destination(StrEnum):
    """Where it went; what found a second life is diverted, not sold (DOMAIN.md)."""

    RETURN = "return"
    DONATION = "donation"
    MATERIAUTHEQUE = "materiautheque"
    RECYCLED = "recycled"
    DISPOSED = "disposed"


DIVERTED = (Destination.DONATION, Destination.MATERIAUTHEQUE)
"""A second life without a sale: given beside the tonnes saved, never inside them."""


class Disposition(Base):
    """Part of an unsold lot that went somewhere, or all of it.

    `weight_g` is what all of it weighed, when somebody weighed it; else the lot's own unit weight
    counts. `proof` names a document (the number of a slip). What was undone stays, with when.
    """

    __tablename__ = "disposition"
    __table_args__ = (
        CheckConstraint("quantity_milli > 0", name="quantity"),
        CheckConstraint("weight_g > 0", name="weight"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id"), index=True)
    destination: Mapped[Destination] = mapped_column(coded(Destination))
    quantity_milli: Mapped[Whole]
    weight_g: Mapped[Whole | None]
    happened_on: Mapped[date]
    proof: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]

    lot: Mapped[Lot] = relationship()
    recorder: Mapped[User | None] = relationship()

    @property
    def quantity(self) -> Quantity:
        """How much of the lot went there."""
        return Quantity(self.quantity_milli, self.lot.unit)

    @property
    def weight(self) -> Weight | None:
        """What it weighed, else what it should weigh; None when nobody knows."""
        if self.weight_g is not None:
            return Weight(self.weight_g)
        unit = self.lot.unit_weight
        return None if unit is None else unit.times(self.quantity)
