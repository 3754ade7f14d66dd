"""Lots written after the hour of a markdown, beside the lowered ones at a price of their own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select

from bourse.bulk.markdown import Markdown, MarkdownState
from bourse.db import db
from bourse.editions.models import EditionStatus
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.lots.price_changes import PriceCause, PriceChange
from bourse.values import Money

MOST = 500
"""Lots that are lowered together."""


def put_on_sale_since(markdowns: Sequence[Markdown]) -> dict[int, list[str]]:
    """Of each of these markdowns of an edition the codes of such lots, by its id; at most `MOST`.

    Those that something is left of, that no markdown has lowered and that this one would. One that
    fell at once, was of chosen lots or was undone has none.
    """
    in_force = [one for one in markdowns if _holds(one)]
    if not in_force:
        return {}
    lowered = exists().where(
        PriceChange.lot_id == Lot.id, PriceChange.reason == PriceCause.MARKDOWN
    )
    rows = db.session.execute(
        select(Lot.code, Lot.exhibitor_id, Lot.category_code, Lot.price_cents, Lot.offered_at)
        .join(Stock, Stock.lot_id == Lot.id)
        .where(Lot.edition_id == in_force[0].edition_id, Lot.status == LotStatus.OFFERED)
        .where(Lot.offered_at > min(one.due_at for one in in_force), ~lowered)
        .where(Stock.sold_milli + Stock.removed_milli < Lot.quantity_milli)
        .order_by(Lot.id)
        .limit(MOST)
    ).all()
    found = {
        one.id: [
            code
            for code, exhibitor, category, cents, offered_at in rows
            if offered_at
            and offered_at > one.due_at
            and one.is_of(exhibitor, category)
            and one.rule.lowered(Money(cents)).cents < cents
        ]
        for one in in_force
    }
    return {markdown_id: codes for markdown_id, codes in found.items() if codes}


def _holds(markdown: Markdown) -> bool:
    return (
        markdown.state is MarkdownState.APPLIED
        and markdown.edition.status is not EditionStatus.CLOSED
        and markdown.is_timed
        and not markdown.is_chosen
    )
