"""The record of administrative changes: who did what, outside the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import insert

from bourse.db import core, db
from bourse.people.actor import Actor
from bourse.people.models import AdminEvent


def note(by: Actor, verb: str, subject: str, **details: str | int | None) -> None:
    """Keep that `by` did `verb` ("exhibitor.approve") to `subject` ("exhibitor:12").

    `details` are codes and numbers, never a person's data.
    """
    db.session.add(AdminEvent(**_event(by, verb, subject, details)))


def note_many(by: Actor, verb: str, subjects: Mapping[str, Mapping[str, str | int]]) -> None:
    """Keep that `by` did `verb` to each of these subjects, with the codes told of it."""
    events = [_event(by, verb, subject, details) for subject, details in subjects.items()]
    if events:
        core().execute(insert(AdminEvent), events)


def _event(
    by: Actor, verb: str, subject: str, details: Mapping[str, str | int | None]
) -> dict[str, object]:
    said = json.dumps(dict(details), sort_keys=True) if details else ""
    return {"user_id": by.user_id, "verb": verb, "subject": subject, "details": said}
