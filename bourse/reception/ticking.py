"""Ticking goods as they come: received, refused with the reason, or absent; and taking it back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.lots.models import Lot, LotStatus
from bourse.lots.revision import touch
from bourse.lots.turns import take_turn
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.reception.awaiting import comes_in
from bourse.reception.models import LotReception, ReceptionState, RefusedGoods


def tick(
    lots: Sequence[Lot],
    state: ReceptionState,
    *,
    by: Actor,
    reason: RefusedGoods | None = None,
    batch: str | None = None,
) -> list[Lot]:
    """Say what became of lots, over what was said before; gives those that this changes.

    Raises `reception_reason` for a refusal without a reason, and `lot_not_announced` (designation)
    for a lot that is not on sale or goes to no site that receives.
    """
    if (reason is not None) != (state is ReceptionState.REFUSED):
        raise BourseError("reception_reason", field="reason")
    take_turn(lots)
    known = receptions(lots)
    changed = []
    for lot in _announced(lots):
        held = known.get(lot.id)
        if held is not None and (held.state, held.reason) == (state, reason):
            continue
        if held is None:
            held = LotReception(lot_id=lot.id)
            db.session.add(held)
        held.state, held.reason, held.batch = state, reason, batch
        held.at, held.by_id = now(), by.user_id
        note(by, f"lot.{state.value}", f"lot:{lot.id}", code=lot.code, reason=reason)
        changed.append(lot)
    db.session.flush()
    touch(changed)
    return changed


def tick_rest(lots: Sequence[Lot], *, by: Actor, batch: str) -> list[Lot]:
    """Say received of the lots of which nobody has said anything; gives them, raises as `tick`."""
    take_turn(lots)
    said = receptions(lots)
    left = [lot for lot in lots if lot.id not in said]
    return tick(left, ReceptionState.RECEIVED, by=by, batch=batch)


def untick(lots: Sequence[Lot], *, by: Actor) -> list[Lot]:
    """Take back what was said of lots: they are to come again. Gives those it was said of."""
    take_turn(lots)
    known = receptions(lots)
    changed = [lot for lot in lots if lot.id in known]
    db.session.execute(
        delete(LotReception).where(LotReception.lot_id.in_([lot.id for lot in changed])),
        execution_options={"synchronize_session": "fetch"},
    )
    for lot in changed:
        note(by, "lot.untick", f"lot:{lot.id}", code=lot.code)
    touch(changed)
    return changed


def receptions(lots: Sequence[Lot]) -> dict[int, LotReception]:
    """What was said of these lots, by their id."""
    wanted = select(LotReception).where(LotReception.lot_id.in_([lot.id for lot in lots]))
    fresh = wanted.execution_options(populate_existing=True)
    return {found.lot_id: found for found in db.session.scalars(fresh)}


def _announced(lots: Sequence[Lot]) -> Sequence[Lot]:
    """The lots, once all are on sale and go to a site that receives."""
    ids = [lot.id for lot in lots]
    coming = set(db.session.scalars(select(Lot.id).where(Lot.id.in_(ids), comes_in())))
    for lot in lots:
        if lot.status is not LotStatus.OFFERED or lot.id not in coming:
            raise BourseError("lot_not_announced", designation=lot.designation)
    return lots
