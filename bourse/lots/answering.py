"""The organiser's answer to what was handed in late: taken, or refused with a word."""

from __future__ import annotations

from collections.abc import Sequence

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.lots import late
from bourse.lots.models import Lot
from bourse.lots.service import edit_lot, offer_lots, withdraw_lot
from bourse.people.actor import Actor
from bourse.people.record import note


def accept(lots: Sequence[Lot], *, by: Actor) -> int:
    """Put late drafts on sale and write late changes into their lots; how many were answered.

    What someone has answered in the meantime stays as it is. Raises what `service.offer_lots` and
    `service.edit_lot` raise: all of them, or none.
    """
    offered = offer_lots([lot for lot in lots if lot.late_at is not None], by=by)
    changes = [change for lot in lots if (change := late.waiting(lot))]
    for change in changes:
        edit_lot(change.lot, change.said, by=by)
        late.forget_change(change.lot)
    return len(offered) + len(changes)


def refuse(lots: Sequence[Lot], reason: str, *, by: Actor) -> int:
    """Keep late drafts off the sale and lots as they are, with a reason for their exhibitors.

    A refused change stays beside its lot as it was typed. How many were answered; raises
    `refusal_reason_missing`.
    """
    if not reason.strip():
        raise BourseError("refusal_reason_missing", field="reason")
    drafts = [lot for lot in lots if lot.late_at is not None]
    changes = [change for lot in lots if (change := late.waiting(lot))]
    for lot in drafts:
        withdraw_lot(lot, by=by, moderation_note=reason)
    for change in changes:
        change.refused_at, change.reason = now(), reason.strip()
        note(by, "lot.refuse_change", f"lot:{change.lot_id}", code=change.lot.code)
    db.session.flush()
    return len(drafts) + len(changes)
