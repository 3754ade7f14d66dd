"""Prices fall for the third day: insulation's did on its eve, tiles' will in its afternoon."""

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
TILES = "CAR"
THIRD = PriceRule(rate=Rate(3_000), step=50)
LAST_AFTERNOON = time(16)
AHEAD = timedelta(hours=2)
"""Whatever the hour, the markdown waits at least an hour: it can be looked at and called off."""


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


def announce_last_afternoon(edition: Edition, today: date, *, by: Actor) -> None:
    """−30 % on all tiles at four o'clock of `today`, or at a full hour later once that is near."""
    zone = ZoneInfo(edition.timezone)
    at, soonest = now(), (now() + AHEAD).astimezone(zone).replace(minute=0, second=0, microsecond=0)
    planned = datetime.combine(today, LAST_AFTERNOON, zone)
    markdown = schedule_markdown(
        MarkdownDraft(
            edition_id=edition.id, rule=THIRD, due_at=max(planned, soonest), category=TILES
        ),
        by=by,
    )
    markdown.created_at = min(at, datetime.combine(today, time(8, 15), zone))
    db.session.flush()
