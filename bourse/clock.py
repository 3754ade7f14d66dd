"""The one clock: UTC inside, so that tests can stop it and screens can place it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, in UTC, to the millisecond (what JavaScript can write too)."""
    instant = datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
