"""What the house changes of a hold: its delay, and the lot that a stand cannot keep after all."""

from __future__ import annotations

from datetime import datetime

from bourse.db import db
from bourse.errors import BourseError
from bourse.holds.holding import cancel, reread, still_open
from bourse.holds.models import Hold, HoldLine, HoldState
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
