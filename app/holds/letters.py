"""Letters to visitors about their reservation; call after the commit, as app/letters.py.

They are in the visitor's language, whoever pressed the button.

The visitor's link stands in the first two and nowhere else: of its token only the digest is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

from flask_babel import force_locale

from app import links, mail
from bourse.editions.models import Edition
from bourse.holds.holding import MOST_OPEN
from bourse.holds.models import Hold
from bourse.holds.queries import latest_code_of, view_of
from bourse.holds.spots import spots_of
from bourse.lots.set_apart import LineApart
from bourse.people.queries import organisation


def asked(held: Hold, token: str) -> None:
    """Ask the address whether it wants these lots."""
    _write("hold_asked", held, link=links.address("public.own_hold", token=token))


def confirmed(held: Hold, token: str) -> None:
    """Say what is kept, until when and where, and where the slip is."""
    link = links.address("public.own_hold", token=token)
    _write("hold_confirmed", held, spots=spots_of(held), link=link)


def too_many(edition: Edition, address: str) -> None:
    """Tell the address, and nobody else, that it has too many open holds for another one.

    It greets nobody: who typed the name may be a stranger to the address.
    The letter is about the last of them, so that it is forgotten with it.
    """
    mail.deliver(
        "hold_many",
        address,
        about=latest_code_of(edition.id, address),
        house=organisation(),
        edition=edition,
        maximum=MOST_OPEN,
        catalogue=links.address("public.catalogue", slug=edition.slug),
    )


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


def shortened(holds: Sequence[Hold]) -> None:
    """Until when the goods of these are kept now that their edition ends sooner."""
    messages = [_message("hold_prolonged", held) for held in holds if held.mail]
    mail.tell_waiting(len(mail.post(messages)))


def _write(template: str, held: Hold, **values: object) -> None:
    """Write to the visitor, as long as it is known where."""
    if held.mail:
        mail.tell_waiting(len(mail.post([_message(template, held, **values)])))


def _message(template: str, held: Hold, **values: object) -> EmailMessage:
    """The letter in the visitor's language, forgotten with the hold."""
    with force_locale(held.language):
        return mail.compose(
            template,
            str(held.mail),
            about=held.code,
            house=organisation(),
            edition=held.edition,
            hold=view_of(held),
            **values,
        )
