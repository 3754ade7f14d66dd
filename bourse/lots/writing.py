"""Writing a lot once, however often it is sent: by the UUID that its form or its device drew."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.describing import LotDraft
from bourse.lots.lifecycle import is_held_back
from bourse.lots.models import Lot
from bourse.lots.service import create_lot, edit_lot, may_offer, offer_lots
from bourse.people.actor import Actor


def write_lot(
    exhibitor: Exhibitor,
    lot_uuid: str,
    draft: LotDraft,
    *,
    by: Actor,
    offer: bool = False,
    revised: bool = False,
) -> tuple[Lot, bool]:
    """The lot of this UUID, and whether it is new; offered at once when `offer`.

    It stays a draft until its exhibitor has declared conformity, and what is forbidden until the
    organiser has said fine. One that is there stays as it is: the answer to its first sending was
    lost. `revised` says that its author has changed it since then, and wants it so. Raises
    `lot_uuid_taken` for another exhibitor's, and what `create_lot`, `edit_lot` and `offer_lots`
    raise.
    """
    lot = _lot_of(exhibitor, lot_uuid)
    if lot is None:
        try:
            with db.session.begin_nested():
                lot = create_lot(exhibitor, draft, by=by, lot_uuid=lot_uuid)
        except IntegrityError:  # the same one, sent twice at once
            lot = _lot_of(exhibitor, lot_uuid)
            if lot is None:
                raise
            return lot, False
        if offer and may_offer(exhibitor, by) and not is_held_back(lot, by):
            offer_lots([lot], by=by)
        return lot, True
    if revised:
        edit_lot(lot, draft, by=by)
    return lot, False


def _lot_of(exhibitor: Exhibitor, lot_uuid: str) -> Lot | None:
    lot = db.session.scalar(select(Lot).where(Lot.uuid == lot_uuid))
    if lot is not None and lot.exhibitor_id != exhibitor.id:
        raise BourseError("lot_uuid_taken")
    return lot
