"""Who held what a sale took: the other side of a case about goods held for a visitor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.holds.models import Hold, HoldLine, HoldState
from bourse.lots.models import Lot
from bourse.lots.set_apart import printed_code
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.values import Quantity


@dataclass(frozen=True, slots=True)
class Holder:
    """A hold that counted on the lot; `state` is where it is now, `name` None once erased."""

    code: str
    printed: str
    name: str | None
    quantity: Quantity
    until: datetime
    state: HoldState


def holders_of(conflicts: Sequence[Conflict]) -> dict[int, tuple[Holder, ...]]:
    """By conflict id, the holds it names, what ends first before the rest; one query for all."""
    named = {
        one.id: (one.about or "").split(",")
        for one in conflicts
        if one.kind is ConflictKind.HELD_LOT
    }
    codes = {code for some in named.values() for code in some}
    if not codes:
        return {}
    at = now()
    found: dict[tuple[str, str], Holder] = {}
    for hold, line, lot in db.session.execute(
        select(Hold, HoldLine, Lot.code)
        .join(HoldLine, HoldLine.hold_id == Hold.id)
        .join(Lot, Lot.id == HoldLine.lot_id)
        .where(Hold.code.in_(codes))
    ):
        found[hold.code, lot] = Holder(
            code=hold.code,
            printed=printed_code(hold.code),
            name=hold.name,
            quantity=line.quantity,
            until=hold.expires_at,
            state=hold.state_at(at),
        )
    holders: dict[int, tuple[Holder, ...]] = defaultdict(tuple)
    for one in conflicts:
        for code in named.get(one.id, ()):
            if holder := found.get((code, one.lot or "")):
                holders[one.id] += (holder,)
    return holders
