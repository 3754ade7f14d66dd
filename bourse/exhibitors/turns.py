"""One writer of an exhibitor at a time, where what is written follows from what stands there."""

from __future__ import annotations

from sqlalchemy import select

from bourse.db import db
from bourse.exhibitors.models import Exhibitor


def take_turn(exhibitor: Exhibitor) -> None:
    """Wait for whoever takes a turn with this exhibitor; nobody else does until we commit."""
    row = select(Exhibitor.id).where(Exhibitor.id == exhibitor.id)
    db.session.execute(row.with_for_update(key_share=True))
