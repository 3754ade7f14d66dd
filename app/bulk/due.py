"""Markdowns fall due at their hour; a sale never fails because they could not be applied."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import due
from app.due import PATIENCE_MS, Duty
from bourse.bulk.falling import apply_due, next_due
from bourse.db import transaction


def apply_markdowns(at: datetime) -> None:
    """Apply those whose hour has come."""
    with transaction(PATIENCE_MS):
        apply_due(at)


MARKDOWNS = Duty("markdowns", next_due, apply_markdowns, ask_again=timedelta(seconds=30))


def look_again() -> None:
    """A markdown was scheduled in this process: the next request asks when it comes."""
    due.look_again(MARKDOWNS)
