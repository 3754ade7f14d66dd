"""Once the second day is sold, what insulation is left falls in price for the third."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update

from bourse.bulk.falling import apply_due
from bourse.bulk.price_rule import PriceRule
from bourse.bulk.scheduling import MarkdownDraft, schedule_markdown
from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition
from bourse.lots.price_changes import PriceChange
from bourse.people.actor import Actor
from bourse.values import Rate

INSULATION = "ISO"
FIFTH = PriceRule(rate=Rate(2_000), step=10)
CLOSING_TIME = time(18, 30)


def mark_insulation_down(edition: Edition, today: date, *, by: Actor) -> None:
    """−20 % on all insulation, on the eve of `today` at closing time; nothing sold changes."""
    eve = datetime.combine(today - timedelta(days=1), CLOSING_TIME, ZoneInfo(edition.timezone))
    at = now()
    markdown = schedule_markdown(
        MarkdownDraft(edition_id=edition.id, rule=FIFTH, due_at=at, category=INSULATION), by=by
    )
    apply_due(at)
    markdown.due_at = markdown.applied_at = eve
    markdown.created_at = eve - timedelta(days=1)
    db.session.execute(
        update(PriceChange).where(PriceChange.markdown_id == markdown.id).values(changed_at=eve)
    )
    db.session.flush()
