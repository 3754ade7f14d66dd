"""Letters about a hold greet by name who has answered from the address, and nobody else."""

from __future__ import annotations

import pytest
from flask import Flask

from app.holds import letters
from bourse.db import db, transaction
from bourse.holds.changing import give_up
from bourse.holds.holding import Visitor, cancel, confirm
from bourse.holds.models import Hold
from bourse.people.actor import SYSTEM
from tests.fixtures.drive import Drive
from tests.fixtures.mailbox import Mailbox

TYPED = Visitor("Viens chez moi", "stranger@example.org")


@pytest.mark.parametrize("is_confirmed", [False, True])
@pytest.mark.parametrize("lots", [{"door": 1_000}, {"door": 1_000, "tiles": 2_000}])
def test_a_name_is_read_only_where_the_address_has_answered(
    app: Flask, drive: Drive, mailbox: Mailbox, lots: dict[str, int], is_confirmed: bool
) -> None:
    made, _token = drive.hold(TYPED, **lots)
    if is_confirmed:
        drive.act(made, confirm)
    with app.test_request_context():
        with transaction():
            held = db.session.get_one(Hold, made.id)
            line = give_up(held, 1, "Cassée.", by=SYSTEM)
        letters.given_up(held, line, "Cassée.")
        if not held.cancelled_at:
            drive.act(held, lambda held: cancel(held, by=SYSTEM, reason="Fini."))
            letters.cancelled(held)
    greeting = "Bonjour Viens chez moi," if is_confirmed else "Bonjour,"
    told = [str(letter.get_content()) for letter in mailbox.letters]
    assert len(told) == len(lots)
    for letter in told:
        assert greeting in letter
        assert ("Viens chez moi" in letter) is is_confirmed
