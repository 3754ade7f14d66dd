"""How long goods are kept for a visitor, and whether an edition keeps any: rules of time alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from bourse.editions.models import Edition, EditionStatus

TO_CONFIRM = timedelta(minutes=30)
"""How long lots wait for the visitor to open the mail; then others may have them."""


def may_hold(edition: Edition, at: datetime) -> bool:
    """Whether visitors may hold lots of this edition at this moment."""
    allowed = edition.hold_hours is not None and edition.status is not EditionStatus.CLOSED
    return allowed and at < edition.over_at


def unconfirmed_until(edition: Edition, at: datetime) -> datetime:
    """Until when a hold asked for at this moment waits for its confirmation."""
    return min(at + TO_CONFIRM, edition.over_at)


def kept_until(edition: Edition, confirmed_at: datetime) -> datetime:
    """Until when a hold confirmed at this moment is kept; never beyond the edition's last day.

    The hours of the edition run from its first day where it was confirmed before: nobody can
    collect earlier. They are hours that pass, whatever the clocks of the place do.
    """
    since = max(confirmed_at, edition.begins_at.astimezone(confirmed_at.tzinfo))
    return min(since + timedelta(hours=edition.hold_hours or 0), edition.over_at)
