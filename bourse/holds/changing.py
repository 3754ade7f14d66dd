"""What the house changes of a hold: its delay, and the lot that a stand cannot keep after all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.holds.held import is_open
from bourse.holds.holding import cancel, reread, still_open
from bourse.holds.models import Hold, HoldLine, HoldState
from bourse.lots.revision import touch_ids
from bourse.lots.set_apart import LineApart, lines_apart
from bourse.people.actor import Actor
from bourse.people.record import note


def prolong(held: Hold, until: datetime, *, by: Actor) -> None:
    """Keep the goods of a hold until another hour, a later or an earlier one.

    Raises `hold_unconfirmed`, `hold_expired`, `hold_cancelled` (reason), `hold_collected`,
    `hold_until_past`, and `hold_until_late` beyond the edition's last day.
    """
    at = reread(held)
    if still_open(held, at) is HoldState.UNCONFIRMED:
        raise BourseError("hold_unconfirmed")
    if until <= at:
        raise BourseError("hold_until_past", field="until")
    if until > held.edition.over_at:
        raise BourseError("hold_until_late", field="until")
    held.expires_at = until
    db.session.flush()
    note(by, "hold.prolong", f"hold:{held.id}", code=held.code, until=until.isoformat())


def end_sooner(edition: Edition, *, by: Actor) -> Sequence[Hold]:
    """Keep nothing beyond the edition's last day, which may have been brought forward.

    Gives the confirmed holds that end sooner now and keep their goods still: who made them is told.
    """
    at, end = now(), edition.over_at
    beyond = select(Hold).where(Hold.edition_id == edition.id, is_open(at), Hold.expires_at > end)
    changed = db.session.scalars(beyond.order_by(Hold.id)).all()
    touch_ids(edition.id, [line.lot_id for held in changed for line in held.lines])
    for held in changed:
        held.expires_at = end
        note(by, "hold.prolong", f"hold:{held.id}", code=held.code, until=end.isoformat())
    db.session.flush()
    return [held for held in changed if held.state_at(at) is HoldState.HELD]


def line_of(held: Hold, position: int, *, exhibitor_id: int | None = None) -> HoldLine:
    """A line of a hold, of this exhibitor's goods when one is given; raises `hold_line_gone`."""
    for line in held.lines:
        if line.position == position and exhibitor_id in (None, line.lot.exhibitor_id):
            return line
    raise BourseError("hold_line_gone")


def give_up(
    held: Hold, position: int, reason: str, *, by: Actor, exhibitor_id: int | None = None
) -> LineApart:
    """A lot of a hold cannot be kept: its line goes, and with the last line the hold.

    Gives the line as it was, so that the visitor can be told. Raises what `line_of` raises, and
    `hold_expired`, `hold_cancelled` (reason) or `hold_collected` of a hold that is over.
    """
    line_of(held, position, exhibitor_id=exhibitor_id)
    still_open(held, reread(held))
    line = line_of(held, position, exhibitor_id=exhibitor_id)
    [told] = lines_apart([line])
    if len(held.lines) == 1:
        cancel(held, by=by, reason=reason)
        return told
    held.lines.remove(line)
    db.session.flush()
    note(by, "hold.give_up", f"hold:{held.id}", code=held.code, lot=told.lot)
    return told
