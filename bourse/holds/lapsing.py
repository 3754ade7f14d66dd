"""Freeing at once what nobody has confirmed, when someone empties a catalogue for the fun of it.

Such a hold ends as it would have within the half hour. Nobody is written to: an address that never
answered may be anybody's, and whoever meant it can ask again from the link they were sent.
"""

from __future__ import annotations

from sqlalchemy import and_, select, update

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition
from bourse.holds.held import is_open
from bourse.holds.models import Hold, HoldLine
from bourse.lots.revision import touch_ids
from bourse.people.actor import Actor
from bourse.people.record import note


def free_unconfirmed(edition: Edition, *, by: Actor) -> int:
    """End every hold of the edition that waits for its confirmation; gives how many."""
    waiting = and_(Hold.edition_id == edition.id, Hold.confirmed_at.is_(None), is_open(now()))
    lots = select(HoldLine.lot_id).join(Hold, Hold.id == HoldLine.hold_id).where(waiting)
    touch_ids(edition.id, db.session.scalars(lots.distinct()).all())
    ended = db.session.scalars(
        update(Hold)
        .where(waiting)
        .values(expires_at=now())
        .returning(Hold.id)
        .execution_options(synchronize_session=False)
    ).all()
    if ended:
        note(by, "hold.free_unconfirmed", f"edition:{edition.id}", holds=len(ended))
    db.session.expire_all()
    return len(ended)
