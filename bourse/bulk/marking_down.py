"""Use cases of markdowns: scheduled, cancelled before their hour, applied at it, undone.

No process of its own waits for the hour: whoever asks first after it applies what is due
(`next_due`, then `apply_due` in a transaction), once whatever the number of processes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import joinedload

from bourse.bulk import price_rule
from bourse.bulk.markdown import Markdown, MarkdownLot, MarkdownState
from bourse.bulk.price_rule import PriceRule
from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Category, Edition, EditionStatus
from bourse.errors import BourseError
from bourse.lots.lifecycle import organises
from bourse.lots.models import Lot, LotStatus
from bourse.lots.price_changes import PriceCause, PriceChange, Repriced, reprice
from bourse.people.actor import SYSTEM, Actor
from bourse.people.record import note
from bourse.values import Money, Page
from bourse.values.page import number_after

FARTHEST = timedelta(days=366)
"""A markdown further ahead than this was mistyped."""
LATE = timedelta(minutes=1)
"""An hour that passed while the form was filled is now; one further back was mistyped."""
PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownDraft:
    """What is to fall in price; without `lots` (their codes) all that the rest leaves.

    `seen_at` is when its preview was shown: the same one asked twice from there is asked once.
    """

    edition_id: int
    rule: PriceRule
    due_at: datetime
    exhibitor_id: int | None = None
    category: str | None = None
    lots: Collection[str] | None = None
    seen_at: datetime | None = None


def check_markdown(draft: MarkdownDraft) -> None:
    """The rules that need no lot.

    Raises those of `price_rule.check`, `edition_closed`, `category_unknown`, `markdown_past` and
    `markdown_far`.
    """
    price_rule.check(draft.rule, only_lower=True)
    edition = db.session.get_one(Edition, draft.edition_id)
    if edition.status is EditionStatus.CLOSED:
        raise BourseError("edition_closed")
    if draft.category and db.session.get(Category, draft.category) is None:
        raise BourseError("category_unknown", field="category", code=draft.category)
    if draft.due_at < now() - LATE:
        raise BourseError("markdown_past", field="due_at")
    if draft.due_at > now() + FARTHEST:
        raise BourseError("markdown_far", field="due_at")


def would_change(draft: MarkdownDraft) -> list[tuple[Lot, Repriced]]:
    """The lots whose price it would lower, were it now; drafts it leaves alone."""
    wanted = _offered(draft.edition_id, draft.exhibitor_id, draft.category)
    if draft.lots is not None:
        wanted = wanted.where(Lot.code.in_(draft.lots))
    return _lowered(db.session.scalars(wanted.order_by(Lot.search_words, Lot.id)).all(), draft.rule)


def schedule_markdown(draft: MarkdownDraft, *, by: Actor) -> Markdown:
    """Keep it for its hour; the one that is kept already when its preview was confirmed twice.

    Raises like `check_markdown`, and `markdown_nothing` when no lot of today would fall.
    """
    check_markdown(draft)
    chosen = _chosen_ids(draft)
    if twin := _made_from(draft, chosen, by):
        return twin
    if not would_change(draft):
        raise BourseError("markdown_nothing")
    rate, amount = draft.rule.rate, draft.rule.amount
    markdown = Markdown(
        edition_id=draft.edition_id,
        exhibitor_id=draft.exhibitor_id,
        category_code=draft.category,
        is_chosen=draft.lots is not None,
        by_exhibitor=not organises(by),
        rate_bp=rate.basis_points if rate else None,
        amount_cents=None if amount is None else amount.cents,
        step_cents=draft.rule.step,
        due_at=draft.due_at,
        created_by=by.user_id,
    )
    db.session.add(markdown)
    db.session.flush()
    db.session.add_all(MarkdownLot(markdown_id=markdown.id, lot_id=lot_id) for lot_id in chosen)
    db.session.flush()
    note(by, "markdown.schedule", f"markdown:{markdown.id}", rate_bp=markdown.rate_bp)
    return markdown


def _chosen_ids(draft: MarkdownDraft) -> set[int]:
    """The lots that were chosen by hand; none where all fall."""
    if draft.lots is None:
        return set()
    wanted = select(Lot.id).where(Lot.edition_id == draft.edition_id, Lot.code.in_(draft.lots))
    return set(db.session.scalars(wanted))


def _made_from(draft: MarkdownDraft, chosen: set[int], by: Actor) -> Markdown | None:
    """What this preview was made into already: a second tap would lower the lowered prices."""
    if draft.seen_at is None:
        return None
    # One at a time: two taps that find nothing would both go on.
    locked = select(Edition.id).where(Edition.id == draft.edition_id)
    db.session.execute(locked.with_for_update(key_share=True))
    wanted = select(Markdown).where(
        Markdown.edition_id == draft.edition_id,
        Markdown.created_at >= draft.seen_at,
        Markdown.created_by == by.user_id,
        Markdown.cancelled_at.is_(None),
        Markdown.exhibitor_id == draft.exhibitor_id,
        Markdown.category_code == draft.category,
        Markdown.is_chosen.is_(draft.lots is not None),
    )
    is_now = draft.due_at <= now()
    for made in db.session.scalars(wanted):
        together = made.due_at <= made.created_at if is_now else made.due_at == draft.due_at
        named = select(MarkdownLot.lot_id).where(MarkdownLot.markdown_id == made.id)
        if together and made.rule == draft.rule and set(db.session.scalars(named)) == chosen:
            return made
    return None


def markdown_of(markdown_id: int, edition_id: int, *, exhibitor_id: int | None = None) -> Markdown:
    """A markdown of this edition, of this exhibitor's own if given; raises `markdown_unknown`."""
    wanted = select(Markdown).where(Markdown.id == markdown_id, Markdown.edition_id == edition_id)
    if exhibitor_id is not None:
        wanted = wanted.where(Markdown.exhibitor_id == exhibitor_id, Markdown.by_exhibitor)
    found = db.session.scalar(wanted.with_for_update())
    if found is None:
        raise BourseError("markdown_unknown")
    return found


def markdowns(
    edition_id: int, *, exhibitor_id: int | None = None, after: str | None = None, size: int = PAGE
) -> Page[Markdown]:
    """The markdowns of an edition, or those that may touch one exhibitor's lots; latest first."""
    wanted = (
        select(Markdown)
        .where(Markdown.edition_id == edition_id)
        .options(
            joinedload(Markdown.edition),
            joinedload(Markdown.category),
            joinedload(Markdown.author),
            joinedload(Markdown.exhibitor),
        )
        .order_by(Markdown.id.desc())
        .limit(size + 1)
    )
    if exhibitor_id is not None:
        theirs = (Markdown.exhibitor_id == exhibitor_id) | Markdown.exhibitor_id.is_(None)
        wanted = wanted.where(theirs)
    if seen := number_after(after):
        wanted = wanted.where(Markdown.id < seen)
    return Page.of(db.session.scalars(wanted).all(), size, lambda row: str(row.id))


def cancel_markdown(markdown: Markdown, *, by: Actor) -> None:
    """Call it off before its hour, twice is once; raises `markdown_applied` after it."""
    if markdown.applied_at:
        raise BourseError("markdown_applied")
    if markdown.cancelled_at is None:
        markdown.cancelled_at = now()
        note(by, "markdown.cancel", f"markdown:{markdown.id}")


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
    wanted = _offered(markdown.edition_id, markdown.exhibitor_id, markdown.category_code)
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


def _offered(edition_id: int, exhibitor_id: int | None, category: str | None) -> Select[Lot]:
    """What was ever put on sale; a withdrawn lot may come back, and then at the lower price."""
    wanted = select(Lot).where(Lot.edition_id == edition_id, Lot.status != LotStatus.DRAFT)
    if exhibitor_id is not None:
        wanted = wanted.where(Lot.exhibitor_id == exhibitor_id)
    return wanted if category is None else wanted.where(Lot.category_code == category)


def _lowered(lots: Sequence[Lot], rule: PriceRule) -> list[tuple[Lot, Repriced]]:
    becoming = [
        (lot, Repriced(lot.id, lot.price_cents, rule.lowered(lot.price).cents)) for lot in lots
    ]
    return [(lot, change) for lot, change in becoming if change.new_cents < change.old_cents]
