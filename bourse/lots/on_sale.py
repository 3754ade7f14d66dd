"""Putting lots on sale, and taking them off: by who brings them, or by the organiser."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, update

from bourse.clock import now
from bourse.db import core, db, table_of, tell
from bourse.errors import BourseError
from bourse.lots import revision
from bourse.lots.first_offers import tell_first_offer
from bourse.lots.lifecycle import check_move, frozen_among, may_offer
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import Actor
from bourse.people.record import note, note_many

_LOT = table_of(Lot)


def offer_lots(lots: Sequence[Lot], *, by: Actor) -> list[Lot]:
    """Put drafts and withdrawn lots on sale; those already offered stay. All of them, or none.

    After the exhibitor's deadline, drafts are handed in late instead: the organiser answers; what
    was offered once may come back. Gives those that are on sale now. Raises what
    `lifecycle.check_move` raises.
    """
    moving = [lot for lot in lots if lot.status is not LotStatus.OFFERED]
    for lot in moving:
        check_move(lot, LotStatus.OFFERED, by)
    if moving and not may_offer(moving[0].exhibitor, by):
        raise BourseError("conformity_missing")
    frozen = frozen_among(moving, by)
    late_ones = [lot for lot in moving if not lot.is_catalogued and lot.exhibitor_id in frozen]
    for lot in late_ones:
        lot.late_at = lot.late_at or now()
    moving = [lot for lot in moving if lot not in late_ones]
    tell_first_offer(moving)
    db.session.flush()
    _put_on_sale(moving)
    note_many(by, "lot.offer", {f"lot:{lot.id}": {"code": lot.code} for lot in moving})
    revision.touch(moving)
    return moving


def _put_on_sale(lots: Sequence[Lot]) -> None:
    """A few statements for all lots: who sells waits until they are done."""
    moment = now()
    same = {"status": LotStatus.OFFERED, "moderation_note": "", "late_at": None}
    statement = update(_LOT).values(
        **same, updated_at=moment, offered_at=func.coalesce(_LOT.c.offered_at, moment)
    )
    ids = [lot.id for lot in lots]
    for start in range(0, len(ids), revision.MOST_KEYS):
        core().execute(statement.where(_LOT.c.id.in_(ids[start : start + revision.MOST_KEYS])))
    for lot in lots:
        tell(lot, {**same, "updated_at": moment, "offered_at": lot.offered_at or moment})


def withdraw_lot(lot: Lot, *, by: Actor) -> None:
    """Take a lot off the sale, kept with what it sold; a no-op when it is withdrawn already.

    One that was handed in late waits for no answer any more. Who may offer it may put it back.
    """
    if lot.status is not LotStatus.WITHDRAWN:
        check_move(lot, LotStatus.WITHDRAWN, by)
        lot.status, lot.updated_at = LotStatus.WITHDRAWN, now()
        revision.touch([lot])
        note(by, "lot.withdraw", f"lot:{lot.id}", code=lot.code)
    lot.late_at = None
    db.session.flush()


def moderate_lot(lot: Lot, reason: str, *, by: Actor) -> None:
    """Take a lot off the sale for the organiser, who alone may put it back.

    The reason tells the exhibitor why and keeps them from it: raises `refusal_reason_missing`
    without one.
    """
    if not reason.strip():
        raise BourseError("refusal_reason_missing", field="reason")
    withdraw_lot(lot, by=by)
    lot.moderation_note = reason.strip()
    db.session.flush()
