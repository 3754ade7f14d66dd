"""What falls due at an hour, without a process that waits for it: the first request after does it.

Each process remembers until when nothing can be due, so that a request costs a comparison; another
process may change that meanwhile, so it asks again now and then. Whoever else asks at that moment
waits for the same rows and finds it done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app, request
from sqlalchemy.exc import DBAPIError

from bourse.clock import now
from bourse.db import db

PATIENCE_MS = 2_000
"""How long a request waits for other writers to do this; then the next one does."""
AT_FIRST = timedelta(seconds=30)
"""How long a process that begins asks for nothing: it has its first pages to make."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do at its hour: `next_due` says when (None: never), `do` does it, and commits.

    A process asks at least every `ask_again`.
    """

    name: str
    next_due: Callable[[], datetime | None]
    do: Callable[[datetime], object]
    ask_again: timedelta


@dataclass
class _Watched:
    """A duty, and until when this process need not ask for it."""

    duty: Duty
    quiet_until: datetime


def do_what_is_due() -> None:
    """Do the duties whose hour has come; a request never fails because one could not be done."""
    at = now()
    if request.endpoint in (None, "static"):
        return
    for watched in current_app.extensions["due"]:
        if watched.quiet_until <= at:
            _look(watched, at)


def look_again(duty: Duty) -> None:
    """The duty was given another hour in this process: the next request asks for it."""
    for watched in current_app.extensions["due"]:
        if watched.duty is duty:
            watched.quiet_until = now()


def init_app(app: Flask, duties: Sequence[Duty]) -> None:
    """Look before every request that may show or take what a duty changes."""
    at = now() + AT_FIRST
    app.extensions["due"] = [_Watched(duty, at) for duty in duties]
    app.before_request(do_what_is_due)


def _look(watched: _Watched, at: datetime) -> None:
    duty, later = watched.duty, at + watched.duty.ask_again
    try:
        due = duty.next_due()
        if due and due <= at:
            duty.do(at)
            due = duty.next_due()
        watched.quiet_until = min(later, due or later)
    except DBAPIError:
        _log.exception("%s: waits for the next request", duty.name)
        watched.quiet_until = later
    finally:
        db.session.rollback()
