"""Tables of reception: what became of an announced lot, and to which site it goes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Connection, ForeignKey, String, delete, event, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, coded
from bourse.exhibitors.models import Stand
from bourse.lots.models import Lot
from bourse.people.models import User


class ReceptionState(StrEnum):
    """What became of an announced lot."""

    RECEIVED = "received"
    REFUSED = "refused"
    ABSENT = "absent"


class RefusedGoods(StrEnum):
    """Why goods that came were not taken."""

    DAMAGED = "damaged"
    DIFFERENT = "different"
    DANGEROUS = "dangerous"
    DIRTY = "dirty"
    NO_ROOM = "no_room"


class LotPlace(Base):
    """To which of its exhibitor's sites a lot goes, where there are several."""

    __tablename__ = "lot_place"

    lot_id: Mapped[int] = mapped_column(
        ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)


class LotReception(Base):
    """Who ticked a lot when it came, when, and what; `batch` ties those ticked in one tap."""

    __tablename__ = "lot_reception"
    __table_args__ = (CheckConstraint("(reason IS NOT NULL) = (state = 'refused')", name="reason"),)

    lot_id: Mapped[int] = mapped_column(
        ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    state: Mapped[ReceptionState] = mapped_column(coded(ReceptionState))
    reason: Mapped[RefusedGoods | None] = mapped_column(coded(RefusedGoods))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    batch: Mapped[str | None] = mapped_column(String(36))

    by: Mapped[User | None] = relationship(lazy="joined")


@event.listens_for(Stand, "after_delete")
def _left_the_site(_mapper: Mapper[Stand], connection: Connection, stand: Stand) -> None:
    """Who leaves a site brings no lot there: it goes where the others of the firm do.

    Else it would go nowhere: sold without being received, and shown at no place.
    """
    theirs = select(Lot.id).where(Lot.exhibitor_id == stand.exhibitor_id)
    connection.execute(
        delete(LotPlace).where(LotPlace.site_id == stand.site_id, LotPlace.lot_id.in_(theirs))
    )
