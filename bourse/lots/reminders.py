"""Who is reminded that cataloguing closes: exhibitors with drafts left, or nothing on sale yet.

Each is written to once 48 hours before, once 4 hours before, and once when the organiser asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from bourse.clock import now
from bourse.db import Base, core, db, table_of
from bourse.editions.models import Edition, EditionStatus
from bourse.exhibitors.deadline import Closing, closing, extensions
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import MAY_OFFER
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import Actor
from bourse.people.record import note

HOURS_BEFORE = (48, 4)
BY_HAND = 0
"""What stands for hours where the organiser asked for the reminder."""


class CatalogueReminder(Base):
    """That an exhibitor was reminded of this closing, so many hours before."""

    __tablename__ = "catalogue_reminder"

    exhibitor_id: Mapped[int] = mapped_column(
        ForeignKey("exhibitor.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    closes_at: Mapped[datetime] = mapped_column(primary_key=True)
    hours: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sent_at: Mapped[datetime] = mapped_column(default=now)


@dataclass(frozen=True, slots=True)
class Unready:
    """An exhibitor whose lots are not all in: how many are drafts, and how many on sale.

    `asked` says whether the organiser had it reminded by hand already.
    """

    exhibitor_id: int
    code: str
    company: str
    contact_name: str
    email: str | None
    closing: Closing
    drafts: int
    offered: int
    reminded_at: datetime | None
    asked: bool


def unready(edition: Edition) -> list[Unready]:
    """Who takes part in the edition, may still catalogue, and has drafts or nothing on sale."""
    if edition.catalogue_closes_at is None or edition.status is EditionStatus.CLOSED:
        return []
    lots = (
        select(
            Lot.exhibitor_id,
            func.count().filter(Lot.status == LotStatus.DRAFT).label("drafts"),
            func.count().filter(Lot.status == LotStatus.OFFERED).label("offered"),
        )
        .where(Lot.edition_id == edition.id)
        .group_by(Lot.exhibitor_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Exhibitor, func.coalesce(lots.c.drafts, 0), func.coalesce(lots.c.offered, 0))
        .outerjoin(lots, lots.c.exhibitor_id == Exhibitor.id)
        .where(Exhibitor.edition_id == edition.id, Exhibitor.status.in_(MAY_OFFER))
        .order_by(Exhibitor.id)
    ).all()
    granted = extensions([exhibitor.id for exhibitor, *_counts in rows])
    reminded = _reminded(edition)
    found = []
    for exhibitor, drafts, offered in rows:
        closes = closing(edition, granted.get(exhibitor.id))
        if closes and not closes.is_over and (drafts or not offered):
            found.append(
                Unready(
                    exhibitor.id,
                    exhibitor.code,
                    exhibitor.company.name,
                    exhibitor.contact_name,
                    exhibitor.contact_email,
                    closes,
                    drafts,
                    offered,
                    *reminded.get((exhibitor.id, closes.at), (None, False)),
                )
            )
    return found


def remind(edition: Edition, *, by: Actor, by_hand: bool = False) -> list[Unready]:
    """Take the reminders that are due, or all by hand: who is to be written to after the commit.

    Nobody is taken twice for the same closing and hour, whoever else asks meanwhile. Who has no
    address is left out.
    """
    taken = []
    for one in unready(edition):
        hours = BY_HAND if by_hand else _due(one.closing)
        if hours is not None and one.email and _take(one, hours):
            taken.append(one)
    if taken:
        note(by, "edition.remind", f"edition:{edition.id}", exhibitors=len(taken))
    return taken


def editions_to_remind() -> list[Edition]:
    """The editions whose catalogue is to close and that are not over."""
    return list(
        db.session.scalars(
            select(Edition).where(
                Edition.catalogue_closes_at.is_not(None), Edition.status != EditionStatus.CLOSED
            )
        )
    )


def _due(closes: Closing) -> int | None:
    """The last of the hours before the closing that has come."""
    left = closes.at - now()
    come = [hours for hours in HOURS_BEFORE if left <= timedelta(hours=hours)]
    return min(come, default=None)


def _take(one: Unready, hours: int) -> bool:
    dialect = core().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    taken = core().execute(
        insert(table_of(CatalogueReminder))
        .values(exhibitor_id=one.exhibitor_id, closes_at=one.closing.at, hours=hours, sent_at=now())
        .on_conflict_do_nothing()
        .returning(table_of(CatalogueReminder).c.exhibitor_id)
    )
    return taken.first() is not None


def _reminded(edition: Edition) -> dict[tuple[int, datetime], tuple[datetime, bool]]:
    """When each exhibitor was last written to about each closing, and whether ever by hand."""
    rows = db.session.execute(
        select(
            CatalogueReminder.exhibitor_id,
            CatalogueReminder.closes_at,
            func.max(CatalogueReminder.sent_at),
            func.min(CatalogueReminder.hours),
        )
        .join(Exhibitor, Exhibitor.id == CatalogueReminder.exhibitor_id)
        .where(Exhibitor.edition_id == edition.id)
        .group_by(CatalogueReminder.exhibitor_id, CatalogueReminder.closes_at)
    )
    return {
        (exhibitor_id, closes_at): (sent_at, hours == BY_HAND)
        for exhibitor_id, closes_at, sent_at, hours in rows
    }
