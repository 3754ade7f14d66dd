"""Writing a lot once, however often it is sent: by the UUID that its form or its device drew."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bourse.db import db
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.describing import LotDraft
from bourse.lots.lifecycle import is_held_back, may_offer
from bourse.lots.models import Lot
from bourse.lots.on_sale import offer_lots
from bourse.lots.service import create_lot, duplicate_lot, edit_lot
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
    made, is_new = _once(
        exhibitor, lot_uuid, lambda: create_lot(exhibitor, draft, by=by, lot_uuid=lot_uuid)
    )
    if not is_new and revised:
        edit_lot(made, draft, by=by)
    if is_new and offer and may_offer(exhibitor, by) and not is_held_back(made, by):
        offer_lots([made], by=by)
    return made, is_new


def copy_lot(lot: Lot, lot_uuid: str, *, by: Actor) -> Lot:
    """The draft like this lot that has this UUID: a second press opens what the first one made.

    Raises like `duplicate_lot`, and `lot_uuid_taken` for another exhibitor's.
    """
    seller = lot.exhibitor
    made, _ = _once(seller, lot_uuid, lambda: duplicate_lot(lot, by=by, lot_uuid=lot_uuid))
    return made


def _once(exhibitor: Exhibitor, lot_uuid: str, make: Callable[[], Lot]) -> tuple[Lot, bool]:
    """The lot of this UUID, made if there is none yet, and whether it is new."""
    lot = _lot_of(exhibitor, lot_uuid)
    if lot is not None:
        return lot, False
    try:
        with db.session.begin_nested():
            return make(), True
    except IntegrityError:  # the same one, sent twice at once
        lot = _lot_of(exhibitor, lot_uuid)
        if lot is None:
            raise
        return lot, False


def _lot_of(exhibitor: Exhibitor, lot_uuid: str) -> Lot | None:
    lot = db.session.scalar(select(Lot).where(Lot.uuid == lot_uuid))
    if lot is not None and lot.exhibitor_id != exhibitor.id:
        raise BourseError("lot_uuid_taken")
    return lot
