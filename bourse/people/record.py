"""The record of administrative changes: who did what, outside the journal."""

from __future__ import annotations

import json

from bourse.db import db
from bourse.people.actor import Actor
from bourse.people.models import AdminEvent


def note(by: Actor, verb: str, subject: str, **details: str | int | None) -> None:
    """Keep that `by` did `verb` ("exhibitor.approve") to `subject` ("exhibitor:12").

    `details` are codes and numbers, never a person's data.
    """
    db.session.add(
        AdminEvent(
            user_id=by.user_id,
            verb=verb,
            subject=subject,
            details=json.dumps(details, sort_keys=True) if details else "",
        )
    )
