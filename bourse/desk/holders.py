"""Who held what a sale took: the other side of a case about goods held for a visitor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from bourse.clock import now
from bourse.db import db
from bourse.holds.models import Hold, HoldState
from bourse.lots.set_apart import printed_code
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.values import Quantity


@dataclass(frozen=True, slots=True)
class Holder:
    """A hold that counted on the lot; `state` is where it is now, `name` None once erased.

    `quantity` is None where the house has given up the lot's place in it since.
    """

    code: str
    printed: str
    name: str | None
    quantity: Quantity | None
    until: datetime
    state: HoldState


def holders_of(conflicts: Sequence[Conflict]) -> dict[int, tuple[Holder, ...]]:
    """By conflict id, the holds it names, what ended first before the rest; two queries for all."""
    named = {
        one.id: (one.about or "").split(",")
        for one in conflicts
        if one.kind is ConflictKind.HELD_LOT
    }
    codes = {code for some in named.values() for code in some}
    if not codes:
        return {}
    wanted = select(Hold).where(Hold.code.in_(codes)).options(selectinload(Hold.lines))
    holds, at = {hold.code: hold for hold in db.session.scalars(wanted)}, now()
    return {
        one.id: tuple(_holder(holds[code], one.lot, at) for code in named[one.id] if code in holds)
        for one in conflicts
        if one.id in named
    }


def _holder(hold: Hold, lot: str | None, at: datetime) -> Holder:
    return Holder(
        code=hold.code,
        printed=printed_code(hold.code),
        name=hold.name,
        quantity=next((line.quantity for line in hold.lines if line.lot.code == lot), None),
        until=hold.expires_at,
        state=hold.state_at(at),
    )
