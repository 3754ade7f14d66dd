"""Markdowns at their hour, without a process that waits for it: the first request after it applies.

Each process remembers until when nothing can be due, so that a request costs a comparison; another
process may schedule meanwhile, so it asks again now and then. Whoever else asks at that moment
waits for the same rows and finds them applied.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app, request
from sqlalchemy.exc import DBAPIError

from bourse.bulk.marking_down import apply_due, next_due
from bourse.clock import now
from bourse.db import db, transaction

ASK_AGAIN = timedelta(seconds=30)
PATIENCE_MS = 2_000
"""How long a request waits for other writers to do this; then the next one does."""
_log = logging.getLogger(__name__)


@dataclass
class Quiet:
    """Until when this process need not ask."""

    until: datetime


def apply_what_is_due() -> None:
    """Apply the markdowns whose hour has come; a sale never fails because they could not."""
    quiet: Quiet = current_app.extensions["due_markdowns"]
    at = now()
    if at < quiet.until or request.endpoint in (None, "static"):
        return
    try:
        due = next_due()
        if due and due <= at:
            with transaction(PATIENCE_MS):
                apply_due(at)
            due = next_due()
        quiet.until = min(at + ASK_AGAIN, due or at + ASK_AGAIN)
    except DBAPIError:
        _log.exception("markdowns wait for the next request")
        quiet.until = at + ASK_AGAIN
    finally:
        db.session.rollback()


def look_again() -> None:
    """A markdown was scheduled in this process: the next request asks when it comes."""
    current_app.extensions["due_markdowns"].until = now()


def init_app(app: Flask) -> None:
    """Look before every request that may show or take a price."""
    app.extensions["due_markdowns"] = Quiet(now() + ASK_AGAIN)
    app.before_request(apply_what_is_due)
