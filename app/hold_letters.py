"""Letters to visitors about what the house changes of their reservation.

Call after the commit, as app/letters.py. They lead nowhere: the link of the visitor stands in the
letter that they confirmed, and only its digest is known here.
"""

from __future__ import annotations

from app import mail
from bourse.holds.models import Hold
from bourse.holds.queries import view_of
from bourse.lots.set_apart import LineApart
from bourse.people.queries import organisation


def cancelled(held: Hold) -> None:
    """The house cannot keep the goods, and why."""
    _write("hold_cancelled", held, reason=held.cancel_reason)


def given_up(held: Hold, line: LineApart, reason: str) -> None:
    """One lot cannot be kept, and why; what is left of the reservation stays."""
    if held.cancelled_at:
        cancelled(held)
    else:
        _write("hold_given_up", held, line=line, reason=reason)


def prolonged(held: Hold) -> None:
    """Until when the goods are kept now."""
    _write("hold_prolonged", held)


def _write(template: str, held: Hold, **values: object) -> None:
    """Write to the visitor, as long as it is known where."""
    if held.mail:
        mail.deliver(
            template,
            held.mail,
            about=held.code,
            house=organisation(),
            edition=held.edition,
            hold=view_of(held),
            **values,
        )
