"""Prices that fall at the hour of a markdown, and come back when it is undone.

No process of its own waits for the hour: whoever asks first after it applies what is due
(`next_due`, then `apply_due` in a transaction), once whatever the number of processes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select, update

from bourse.bulk.markdown import Markdown, MarkdownLot, MarkdownState
from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition, EditionStatus
from bourse.errors import BourseError
from bourse.lots.models import Lot, LotStatus
from bourse.lots.price_changes import PriceCause, PriceChange, Repriced, reprice
from bourse.people.actor import SYSTEM, Actor
from bourse.people.record import note
from bourse.values import Money


def next_due() -> datetime | None:
    """The hour of the next one, past when somebody must apply it; None when none is scheduled."""
    return db.session.scalar(_waiting().with_only_columns(Markdown.due_at).limit(1))


def apply_due(at: datetime) -> int:
    """Apply what is due, the earliest first, each once; how many. Call it in `transaction()`."""
    applied = 0
    for markdown_id in db.session.scalars(_waiting().where(Markdown.due_at <= at)).all():
        taken = db.session.scalar(
            update(Markdown)
            .where(Markdown.id == markdown_id, *_WAITING)
            .values(applied_at=at)
            .returning(Markdown.id)
        )
        if taken is None:  # another process was first, and we waited for its commit
            continue
        db.session.expire_all()
        _apply(db.session.get_one(Markdown, taken))
        applied += 1
    return applied


_WAITING = (Markdown.applied_at.is_(None), Markdown.cancelled_at.is_(None))


def _waiting() -> Select[int]:
    """The earliest first; those of a closed edition have lapsed."""
    return (
        select(Markdown.id)
        .join(Markdown.edition)
        .where(*_WAITING, Edition.status != EditionStatus.CLOSED)
        .order_by(Markdown.due_at, Markdown.id)
    )


def _apply(markdown: Markdown) -> None:
    wanted = within_reach(markdown.edition_id, markdown.exhibitor_id, markdown.category_code)
    if markdown.is_chosen:
        chosen = select(MarkdownLot.lot_id).where(MarkdownLot.markdown_id == markdown.id)
        wanted = wanted.where(Lot.id.in_(chosen))
    rule = markdown.rule
    rows = db.session.execute(
        wanted.with_only_columns(Lot.id, Lot.price_cents).order_by(Lot.id).with_for_update(of=Lot)
    )
    becoming = [Repriced(lot_id, cents, rule.lowered(Money(cents)).cents) for lot_id, cents in rows]
    changes = [change for change in becoming if change.new_cents < change.old_cents]
    markdown.lots = len(changes)
    note(SYSTEM, "markdown.apply", f"markdown:{markdown.id}", lots=len(changes))
    author = Actor(markdown.created_by, "")
    reprice(markdown.edition_id, changes, PriceCause.MARKDOWN, by=author, markdown_id=markdown.id)


def undo_markdown(markdown: Markdown, *, by: Actor) -> tuple[int, int]:
    """Give back the prices from before, where they are still the markdown's.

    How many came back, and how many had changed since and stay. Raises `markdown_not_applied`.
    """
    if markdown.state is not MarkdownState.APPLIED:
        raise BourseError("markdown_not_applied")
    rows = db.session.execute(
        select(PriceChange.lot_id, PriceChange.old_cents, PriceChange.new_cents, Lot.price_cents)
        .join(Lot, Lot.id == PriceChange.lot_id)
        .where(PriceChange.markdown_id == markdown.id, PriceChange.reason == PriceCause.MARKDOWN)
        .with_for_update(of=Lot)
    ).all()
    back = [
        Repriced(lot_id, lowered, before)
        for lot_id, before, lowered, today in rows
        if today == lowered
    ]
    markdown.undone_at, markdown_id = now(), markdown.id
    note(by, "markdown.undo", f"markdown:{markdown_id}", lots=len(back))
    reprice(markdown.edition_id, back, PriceCause.UNDONE, by=by, markdown_id=markdown_id)
    return len(back), len(rows) - len(back)


def within_reach(edition_id: int, exhibitor_id: int | None, category: str | None) -> Select[Lot]:
    """What such a markdown touches: all that was ever put on sale.

    A withdrawn lot may come back, and then at the lower price.
    """
    wanted = select(Lot).where(Lot.edition_id == edition_id, Lot.status != LotStatus.DRAFT)
    if exhibitor_id is not None:
        wanted = wanted.where(Lot.exhibitor_id == exhibitor_id)
    return wanted if category is None else wanted.where(Lot.category_code == category)
