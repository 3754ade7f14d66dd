"""Reading tills."""

from __future__ import annotations

from sqlalchemy import select

from bourse.db import db
from bourse.journal.chain import sha256
from bourse.tills.models import Enrolment


def enrolment_of(token: str) -> Enrolment | None:
    """The enrolment that holds this bearer token, revoked or not."""
    return db.session.scalar(select(Enrolment).where(Enrolment.token_hash == sha256(token)))
