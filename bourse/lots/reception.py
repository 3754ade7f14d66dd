"""Receiving goods: where a site does, a lot counts as offered once somebody has seen it come.

An exhibitor's lots go to the sites where it stands; one that stands on several may say of each lot
to which (`LotPlace`). Until it says so, the lot must be received where one of them receives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, coded, db
from bourse.editions.models import Site
from bourse.errors import BourseError
from bourse.exhibitors.models import Stand
from bourse.lots.models import Lot, LotStatus
from bourse.lots.revision import touch
from bourse.people.actor import Actor
from bourse.people.models import User
from bourse.people.record import note


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


def awaited() -> ColumnElement[bool]:
    """The condition that a lot of the query must still come before it may be sold."""
    came = select(LotReception.lot_id).where(
        LotReception.lot_id == Lot.id, LotReception.state == ReceptionState.RECEIVED
    )
    return comes_in() & ~came.exists()


def comes_in() -> ColumnElement[bool]:
    """The condition that a lot of the query goes to a site that receives goods."""
    place = select(LotPlace.site_id).where(LotPlace.lot_id == Lot.id).correlate(Lot)
    stand = (
        select(Stand.id)
        .join(Site, Site.id == Stand.site_id)
        .where(
            Stand.exhibitor_id == Lot.exhibitor_id,
            Site.receives_goods,
            or_(~place.exists(), Stand.site_id == place.scalar_subquery()),
        )
    )
    return stand.exists()


def is_awaited(lot: Lot) -> bool:
    """Whether this lot must still come before it may be sold."""
    return bool(db.session.scalar(select(Lot.id).where(Lot.id == lot.id, awaited())))


def receives(edition_id: int) -> bool:
    """Whether any site of the edition receives goods."""
    sites = select(Site.id).where(Site.edition_id == edition_id, Site.receives_goods)
    return db.session.scalar(sites.limit(1)) is not None


def tick(
    lots: Sequence[Lot],
    state: ReceptionState,
    *,
    by: Actor,
    reason: RefusedGoods | None = None,
    batch: str | None = None,
) -> list[Lot]:
    """Say what became of lots, over what was said before; gives those that this changes.

    Raises `reception_reason` for a refusal without a reason, and `lot_not_announced` (designation)
    for a lot that is not on sale or goes to no site that receives.
    """
    if (reason is not None) != (state is ReceptionState.REFUSED):
        raise BourseError("reception_reason", field="reason")
    known = receptions(lots)
    changed = []
    for lot in _announced(lots):
        held = known.get(lot.id)
        if held is not None and (held.state, held.reason) == (state, reason):
            continue
        if held is None:
            held = LotReception(lot_id=lot.id)
            db.session.add(held)
        held.state, held.reason, held.batch = state, reason, batch
        held.at, held.by_id = now(), by.user_id
        note(by, f"lot.{state.value}", f"lot:{lot.id}", code=lot.code, reason=reason)
        changed.append(lot)
    db.session.flush()
    touch(changed)
    return changed


def untick(lots: Sequence[Lot], *, by: Actor) -> list[Lot]:
    """Take back what was said of lots: they are to come again. Gives those it was said of."""
    known = receptions(lots)
    changed = [lot for lot in lots if lot.id in known]
    db.session.execute(
        delete(LotReception).where(LotReception.lot_id.in_([lot.id for lot in changed])),
        execution_options={"synchronize_session": "fetch"},
    )
    for lot in changed:
        note(by, "lot.untick", f"lot:{lot.id}", code=lot.code)
    touch(changed)
    return changed


def receptions(lots: Sequence[Lot]) -> dict[int, LotReception]:
    """What was said of these lots, by their id."""
    wanted = select(LotReception).where(LotReception.lot_id.in_([lot.id for lot in lots]))
    return {found.lot_id: found for found in db.session.scalars(wanted)}


def place_lot(lot: Lot, site_id: int | None, *, by: Actor) -> None:
    """Say to which of its exhibitor's sites a lot goes; None for any of them.

    Raises `site_unknown` for a site where the exhibitor does not stand.
    """
    if site_id is not None and site_id not in {stand.site_id for stand in lot.exhibitor.stands}:
        raise BourseError("site_unknown")
    held = db.session.get(LotPlace, lot.id)
    if site_id is None and held is not None:
        db.session.delete(held)
    elif held is not None and site_id is not None:
        held.site_id = site_id
    elif site_id is not None:
        db.session.add(LotPlace(lot_id=lot.id, site_id=site_id))
    db.session.flush()
    touch([lot])
    note(by, "lot.place", f"lot:{lot.id}", site=site_id)


def places_of(lots: Sequence[Lot]) -> dict[int, int]:
    """The site to which each of these lots goes, by its id, where one was said."""
    wanted = select(LotPlace).where(LotPlace.lot_id.in_([lot.id for lot in lots]))
    return {held.lot_id: held.site_id for held in db.session.scalars(wanted)}


def _announced(lots: Sequence[Lot]) -> Sequence[Lot]:
    """The lots, once all are on sale and go to a site that receives."""
    ids = [lot.id for lot in lots]
    coming = set(db.session.scalars(select(Lot.id).where(Lot.id.in_(ids), comes_in())))
    for lot in lots:
        if lot.status is not LotStatus.OFFERED or lot.id not in coming:
            raise BourseError("lot_not_announced", designation=lot.designation)
    return lots
