"""When cataloguing closes: the edition's hour, and what the organiser grants one exhibitor beyond.

The rule of what an exhibitor may still do stands with the lots (lots/lifecycle.py, lots/late.py).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.turns import take_turn
from bourse.people.actor import Actor
from bourse.people.models import User
from bourse.people.record import note


class CatalogueExtension(Base):
    """Until when one exhibitor may catalogue after the others, and who said so."""

    __tablename__ = "catalogue_extension"

    exhibitor_id: Mapped[int] = mapped_column(
        ForeignKey("exhibitor.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    until: Mapped[datetime]
    granted_at: Mapped[datetime] = mapped_column(default=now)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    granter: Mapped[User | None] = relationship()


@dataclass(frozen=True, slots=True)
class Closing:
    """When an exhibitor's cataloguing closes; `extended` when that is later than for the others."""

    at: datetime
    extended: bool
    granted_by: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the hour has struck."""
        return now() >= self.at


def closing_of(exhibitor: Exhibitor) -> Closing | None:
    """When this exhibitor's cataloguing closes; None while the edition sets no hour."""
    return closing(exhibitor.edition, db.session.get(CatalogueExtension, exhibitor.id))


def closing(edition: Edition, extension: CatalogueExtension | None) -> Closing | None:
    """The edition's hour, or the later one that was granted."""
    at = edition.catalogue_closes_at
    if at is None:
        return None
    if extension is not None and extension.until > at:
        granter = extension.granter
        return Closing(extension.until, extended=True, granted_by=granter.name if granter else "")
    return Closing(at, extended=False)


def is_closed(exhibitor: Exhibitor) -> bool:
    """Whether this exhibitor's cataloguing is over."""
    found = closing_of(exhibitor)
    return found is not None and found.is_over


def extensions(exhibitor_ids: Collection[int]) -> dict[int, CatalogueExtension]:
    """What these exhibitors were granted, by their id."""
    wanted = select(CatalogueExtension).where(CatalogueExtension.exhibitor_id.in_(exhibitor_ids))
    return {found.exhibitor_id: found for found in db.session.scalars(wanted)}


def granted(edition: Edition) -> list[tuple[Exhibitor, CatalogueExtension]]:
    """Who was given longer in this edition, until the last first."""
    rows = db.session.execute(
        select(Exhibitor, CatalogueExtension)
        .join(CatalogueExtension, CatalogueExtension.exhibitor_id == Exhibitor.id)
        .where(Exhibitor.edition_id == edition.id)
        .order_by(CatalogueExtension.until.desc(), Exhibitor.id)
    )
    return [(exhibitor, extension) for exhibitor, extension in rows]


def extend(exhibitor: Exhibitor, until: datetime, *, by: Actor) -> None:
    """Let this exhibitor catalogue until then, in place of what was granted before.

    Raises `deadline_none` where the edition has no hour, `extension_past`, and `extension_early`
    for a moment that is not after the edition's.
    """
    closes_at = exhibitor.edition.catalogue_closes_at
    if closes_at is None:
        raise BourseError("deadline_none", field="until")
    if until <= now():
        raise BourseError("extension_past", field="until")
    if until <= closes_at:
        raise BourseError("extension_early", field="until")
    take_turn(exhibitor)
    held = db.session.get(CatalogueExtension, exhibitor.id)
    if held is None:
        held = CatalogueExtension(exhibitor_id=exhibitor.id)
        db.session.add(held)
    held.until, held.granted_by, held.granted_at = until, by.user_id, now()
    db.session.flush()
    local = until.astimezone(ZoneInfo(exhibitor.edition.timezone))
    note(by, "exhibitor.extend", f"exhibitor:{exhibitor.id}", until=f"{local:%Y-%m-%d %H:%M}")


def end_extension(exhibitor: Exhibitor, *, by: Actor) -> None:
    """Take back what was granted; a no-op when nothing was."""
    take_turn(exhibitor)
    held = db.session.get(CatalogueExtension, exhibitor.id)
    if held is not None:
        db.session.delete(held)
        db.session.flush()
        note(by, "exhibitor.end_extension", f"exhibitor:{exhibitor.id}")
