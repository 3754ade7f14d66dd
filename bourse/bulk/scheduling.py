"""Markdowns scheduled for an hour, and called off before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bourse.bulk import price_rule
from bourse.bulk.falling import within_reach
from bourse.bulk.markdown import Markdown, MarkdownLot
from bourse.bulk.price_rule import PriceRule
from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Category, Edition, EditionStatus
from bourse.errors import BourseError
from bourse.lots.lifecycle import organises
from bourse.lots.models import Lot
from bourse.lots.price_changes import Repriced
from bourse.people.actor import Actor
from bourse.people.record import note

FARTHEST = timedelta(days=366)
"""A markdown further ahead than this was mistyped."""
LATE = timedelta(minutes=1)
"""An hour that passed while the form was filled is now; one further back was mistyped."""


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
    wanted = within_reach(draft.edition_id, draft.exhibitor_id, draft.category)
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


def cancel_markdown(markdown: Markdown, *, by: Actor) -> None:
    """Call it off before its hour, twice is once; raises `markdown_applied` after it."""
    if markdown.applied_at:
        raise BourseError("markdown_applied")
    if markdown.cancelled_at is None:
        markdown.cancelled_at = now()
        note(by, "markdown.cancel", f"markdown:{markdown.id}")


def _lowered(lots: Sequence[Lot], rule: PriceRule) -> list[tuple[Lot, Repriced]]:
    becoming = [
        (lot, Repriced(lot.id, lot.price_cents, rule.lowered(lot.price).cents)) for lot in lots
    ]
    return [(lot, change) for lot, change in becoming if change.new_cents < change.old_cents]
