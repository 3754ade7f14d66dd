"""The history of a lot's price: each change with its reason, kept from its first offer on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, bindparam, func, insert, select, true, update
from sqlalchemy.orm import Mapped, mapped_column

from bourse.clock import now
from bourse.db import Base, Whole, coded, core, db, table_of
from bourse.lots import revision
from bourse.lots.models import Lot
from bourse.people.actor import Actor
from bourse.people.models import User
from bourse.values import Money

SHOWN = 20
"""Changes that a lot's page lists."""
PRIOR = timedelta(days=30)
"""How far back the prior price is looked for (C. conso. L112-1-1)."""


class PriceCause(StrEnum):
    """What changed a price."""

    EDITED = "edited"
    BULK = "bulk"
    MARKDOWN = "markdown"
    UNDONE = "undone"


class PriceChange(Base):
    """One change of a lot's price, which was on offer or had been."""

    __tablename__ = "lot_price_change"
    __table_args__ = (Index("ix_lot_price_change_lot", "lot_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id", ondelete="CASCADE"))
    old_cents: Mapped[Whole]
    new_cents: Mapped[Whole]
    changed_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[PriceCause] = mapped_column(coded(PriceCause))
    markdown_id: Mapped[int | None] = mapped_column(
        ForeignKey("markdown.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class Repriced(NamedTuple):
    """A lot by its id, with what it cost and what it costs now, in cents."""

    lot_id: int
    old_cents: int
    new_cents: int


@dataclass(frozen=True, slots=True)
class PastPrice:
    """A change as pages list it; `by` is empty for the software itself."""

    at: datetime
    old: Money
    new: Money
    cause: PriceCause
    by: str


_LOT, _CHANGE = table_of(Lot), table_of(PriceChange)
_WRITE = (
    update(_LOT)
    .where(_LOT.c.id == bindparam("lot"))
    .values(price_cents=bindparam("new"), updated_at=bindparam("at"))
)


def keep_change(
    changes: Iterable[Repriced], reason: PriceCause, *, by: Actor, markdown_id: int | None = None
) -> None:
    """Write into the history what already stands in the lots."""
    at = now()
    rows = [
        {
            "lot_id": change.lot_id,
            "old_cents": change.old_cents,
            "new_cents": change.new_cents,
            "changed_at": at,
            "reason": reason,
            "markdown_id": markdown_id,
            "user_id": by.user_id,
        }
        for change in changes
        if change.old_cents != change.new_cents
    ]
    if rows:
        core().execute(insert(_CHANGE), rows)


def reprice(
    edition_id: int,
    changes: Sequence[Repriced],
    reason: PriceCause,
    *,
    by: Actor,
    markdown_id: int | None = None,
) -> None:
    """Give lots of an edition another price, keep it in their history, and tell the tills."""
    moved = [change for change in changes if change.old_cents != change.new_cents]
    if not moved:
        return
    at = now()
    core().execute(_WRITE, [{"lot": one.lot_id, "new": one.new_cents, "at": at} for one in moved])
    keep_change(moved, reason, by=by, markdown_id=markdown_id)
    revision.touch_ids(edition_id, [one.lot_id for one in moved])
    db.session.expire_all()


def price_history(lot_id: int, limit: int = SHOWN) -> list[PastPrice]:
    """The last changes of a lot's price, the latest first."""
    rows = db.session.execute(
        select(PriceChange, User.name)
        .outerjoin(User, User.id == PriceChange.user_id)
        .where(PriceChange.lot_id == lot_id)
        .order_by(PriceChange.id.desc())
        .limit(limit)
    )
    return [
        PastPrice(
            change.changed_at,
            Money(change.old_cents),
            Money(change.new_cents),
            change.reason,
            name or "",
        )
        for change, name in rows
    ]


def marked_down(lot_ids: Collection[int]) -> dict[int, datetime]:
    """When a markdown lowered these lots to what they cost, by their ids; not those it did not."""
    last = (
        select(func.max(PriceChange.id))
        .where(PriceChange.lot_id.in_(lot_ids))
        .group_by(PriceChange.lot_id)
    )
    found = (
        select(PriceChange.lot_id, PriceChange.changed_at)
        .join(Lot, Lot.id == PriceChange.lot_id)
        .where(
            PriceChange.id.in_(last),
            PriceChange.reason == PriceCause.MARKDOWN,
            PriceChange.new_cents == Lot.price_cents,
        )
    )
    return {lot_id: at for lot_id, at in db.session.execute(found)}  # noqa: C416 -- see batch.py


def prior_price(lot: Lot) -> Money | None:
    """The price that may stand crossed out beside a lowered one; None when nothing was lowered.

    The lowest asked in the thirty days before the reduction; of reductions that follow each other,
    before the first (C. conso. L112-1-1, from Directive 98/6/EC, art. 6 bis). What was lowered
    before the lot went on sale was never asked.
    """
    was_asked = PriceChange.changed_at > lot.offered_at if lot.offered_at else true()
    changes = list(
        db.session.scalars(
            select(PriceChange)
            .where(PriceChange.lot_id == lot.id, was_asked)
            .order_by(PriceChange.id.desc())
            .limit(SHOWN)
        )
    )
    if not changes or changes[0].new_cents >= changes[0].old_cents:
        return None
    first = 0
    while first + 1 < len(changes) and _lowers(changes[first + 1]):
        first += 1
    since = changes[first].changed_at - PRIOR
    asked = [changes[first].old_cents]
    asked += [change.old_cents for change in changes[first + 1 :] if change.changed_at >= since]
    prior = Money(min(asked))
    return prior if prior > lot.price else None


def had_price(lot_id: int, cents: int) -> bool:
    """Whether the lot once cost so much: what a till without the network still asks."""
    found = core().execute(_ONCE, {"lot": lot_id, "cents": cents}).first()
    return found is not None


def _lowers(change: PriceChange) -> bool:
    return change.new_cents < change.old_cents


_ONCE = (
    select(_CHANGE.c.id)
    .where(_CHANGE.c.lot_id == bindparam("lot"), _CHANGE.c.old_cents == bindparam("cents"))
    .limit(1)
)
