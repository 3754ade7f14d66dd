"""Tables of holds: who asked for which lots, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base
from bourse.editions.models import Edition
from bourse.lots.set_apart import LotSetApart
from bourse.people.folding import fold


class HoldState(StrEnum):
    """Where a hold is: it follows from its moments and the time, and is stored nowhere."""

    UNCONFIRMED = "unconfirmed"
    HELD = "held"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Hold(Base):
    """Lots that a visitor without an account asked for: theirs until `expires_at`.

    The link of the visitor carries a token, of which only the SHA-256 is here. `collected_by` is
    the fact of the sale. `name`, `mail` and `phone` go when they are no longer needed
    (`erased_at`). `network` is a keyed digest of where an unconfirmed one was asked for, so that
    those can be counted; in `language` the visitor is written to; `cancel_reason` is what the house
    tells the visitor, None when it was theirs.
    """

    __tablename__ = "hold"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str | None] = mapped_column(String(120))
    search_name: Mapped[str | None] = mapped_column(String(240))
    mail: Mapped[str | None] = mapped_column(String(254), index=True)
    phone: Mapped[str | None] = mapped_column(String(30))
    network: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2), default="fr", server_default="fr")
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None] = mapped_column(String(200))
    collected_at: Mapped[datetime | None]
    collected_by: Mapped[str | None] = mapped_column(String(36))
    erased_at: Mapped[datetime | None]

    edition: Mapped[Edition] = relationship(lazy="joined")
    lines: Mapped[list[HoldLine]] = relationship(
        order_by="HoldLine.position", cascade="all, delete-orphan"
    )

    def state_at(self, moment: datetime) -> HoldState:
        """Where it is at a moment. Goods that a till gave out are collected, come what may."""
        if self.collected_at:
            return HoldState.COLLECTED
        if self.cancelled_at:
            return HoldState.CANCELLED
        if moment >= self.expires_at:
            return HoldState.EXPIRED
        return HoldState.HELD if self.confirmed_at else HoldState.UNCONFIRMED

    def is_open_at(self, moment: datetime) -> bool:
        """Whether its goods are kept at a moment, confirmed or not yet."""
        return self.state_at(moment) in (HoldState.UNCONFIRMED, HoldState.HELD)


@event.listens_for(Hold, "before_insert")
@event.listens_for(Hold, "before_update")
def _index(_mapper: object, _connection: object, hold: Hold) -> None:
    """Keep what a search looks into in step with the name."""
    hold.search_name = fold(hold.name)[:240] if hold.name else None


class HoldLine(LotSetApart, Base):
    """A lot of a hold."""

    __tablename__ = "hold_line"

    hold_id: Mapped[int] = mapped_column(
        ForeignKey("hold.id", ondelete="CASCADE"), primary_key=True
    )
