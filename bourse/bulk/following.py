"""Lots that go on sale after the hour of a markdown: they follow it, if they were priced before.

“−20 % on all insulation from Saturday 15:00” holds for what was written by then and comes late to
the sale. What is written after it keeps the price it is given: whoever typed or copied that knew
the prices of the day, and lowering it would be lowering it twice. One that fell at once, without
an hour, touched what there was, and nothing later.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bourse.bulk.markdown import Markdown, MarkdownLot
from bourse.db import db
from bourse.lots.first_offers import before_first_offer
from bourse.lots.models import Lot
from bourse.lots.price_changes import PriceCause, PriceChange, Repriced, keep_change
from bourse.people.actor import SYSTEM, Actor
from bourse.people.record import note


@before_first_offer
def follow(lots: Sequence[Lot]) -> None:
    """Lower what these lots of an edition are about to be asked at, each markdown once a lot.

    Kept in their history with the markdown as its cause, so that undoing it gives the price back.
    """
    for markdown in _in_force(lots[0].edition_id):
        reached = _reached(markdown, lots)
        changes = [
            Repriced(lot.id, lot.price_cents, markdown.rule.lowered(lot.price).cents)
            for lot in reached
        ]
        for lot, change in zip(reached, changes, strict=True):
            lot.price_cents = change.new_cents
        if fell := sum(change.new_cents < change.old_cents for change in changes):
            markdown.lots += fell
            author = Actor(markdown.created_by, "")
            keep_change(changes, PriceCause.MARKDOWN, by=author, markdown_id=markdown.id)
            note(SYSTEM, "markdown.apply", f"markdown:{markdown.id}", lots=fell)
    db.session.flush()


def followed(lots: Sequence[Lot]) -> int:
    """How many of these lots went on sale at a price that a markdown had lowered before."""
    wanted = (
        select(PriceChange.lot_id)
        .join(Lot, Lot.id == PriceChange.lot_id)
        .where(Lot.id.in_([lot.id for lot in lots]), PriceChange.reason == PriceCause.MARKDOWN)
        .where(PriceChange.changed_at <= Lot.offered_at)
    )
    return len(set(db.session.scalars(wanted)))


def _in_force(edition_id: int) -> Sequence[Markdown]:
    """In the order in which they fell; nobody undoes one of them until we commit."""
    return db.session.scalars(
        select(Markdown)
        .where(Markdown.edition_id == edition_id, Markdown.applied_at.is_not(None))
        .where(Markdown.undone_at.is_(None), Markdown.is_timed)
        .order_by(Markdown.due_at, Markdown.id)
        .with_for_update(of=Markdown)
        .execution_options(populate_existing=True)
    ).all()


def _reached(markdown: Markdown, lots: Sequence[Lot]) -> list[Lot]:
    ids = [lot.id for lot in lots]
    touched = select(PriceChange.lot_id).where(
        PriceChange.markdown_id == markdown.id, PriceChange.lot_id.in_(ids)
    )
    chosen = select(MarkdownLot.lot_id).where(
        MarkdownLot.markdown_id == markdown.id, MarkdownLot.lot_id.in_(ids)
    )
    fell_already = set(db.session.scalars(touched))
    wanted = set(db.session.scalars(chosen)) if markdown.is_chosen else set(ids)
    return [
        lot
        for lot in lots
        if lot.id in wanted - fell_already
        and lot.created_at < markdown.due_at
        and markdown.is_of(lot.exhibitor_id, lot.category_code)
    ]
