"""The organiser's answer to what was handed in late: taken, or refused with a word.

It is an answer to what they saw: `seen` says of each lot the mark of what stood on their page
(`late.handed_in`). Where the change or the lot is another since, it is left, to be looked at first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.lots import late
from bourse.lots.late import LateChange
from bourse.lots.models import Lot
from bourse.lots.offering import Left, offer_what_may
from bourse.lots.on_sale import moderate_lot
from bourse.lots.service import edit_lot
from bourse.lots.turns import take_turn
from bourse.people.actor import Actor
from bourse.people.record import note


@dataclass(frozen=True, slots=True)
class Answered:
    """How many were answered, and each lot that could not be, with what stands in the way."""

    done: int
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits and still is what was seen."""

    drafts: list[Lot]
    changes: list[LateChange]
    moved: list[Left]


def accept(lots: Sequence[Lot], seen: Mapping[str, str], *, by: Actor) -> Answered:
    """Put late drafts on sale and write late changes into their lots, each that can be.

    What someone has answered in the meantime stays as it is. The others are left with what
    `lifecycle.check_move` or `service.edit_lot` raises of them, or `late_moved`.
    """
    found = _waiting(lots, seen)
    offered = offer_what_may(found.drafts, by=by)
    left, done = [*found.moved, *offered.left], len(offered.moved)
    for change in found.changes:
        try:
            edit_lot(change.lot, change.said, by=by)
        except BourseError as error:
            left.append((change.lot, error))
        else:
            late.forget_change(change.lot)
            done += 1
    return Answered(done, tuple(left))


def refuse(lots: Sequence[Lot], seen: Mapping[str, str], reason: str, *, by: Actor) -> Answered:
    """Keep late drafts off the sale and lots as they are, with a reason for their exhibitors.

    A refused change stays beside its lot as it was typed. What was handed in since is left with
    `late_moved`. Raises `refusal_reason_missing`.
    """
    if not reason.strip():
        raise BourseError("refusal_reason_missing", field="reason")
    found = _waiting(lots, seen)
    for lot in found.drafts:
        moderate_lot(lot, reason, by=by)
    for change in found.changes:
        change.refused_at, change.reason = now(), reason.strip()
        note(by, "lot.refuse_change", f"lot:{change.lot_id}", code=change.lot.code)
    db.session.flush()
    return Answered(len(found.drafts) + len(found.changes), tuple(found.moved))


def _waiting(lots: Sequence[Lot], seen: Mapping[str, str]) -> _Waiting:
    take_turn(lots)
    changes, marks = late.changes_waiting(lots), late.handed_in(lots)
    found = _Waiting([], [], [])
    for lot in lots:
        if lot.code not in marks:
            continue
        if seen.get(lot.code) != marks[lot.code]:
            found.moved.append((lot, BourseError("late_moved")))
        elif lot.id in changes:
            found.changes.append(changes[lot.id])
        else:
            found.drafts.append(lot)
    return found
