"""How much one address, one mailbox and one network may keep at once."""

from __future__ import annotations

import pytest

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.holds.holding import (
    MOST_OPEN,
    MOST_UNCONFIRMED,
    Visitor,
    cancel,
    confirm,
)
from bourse.holds.keeping import TO_CONFIRM
from bourse.holds.models import Hold
from bourse.people.actor import VISITOR
from tests.fixtures.drive import Drive

LEA = Visitor("Léa Martin", " Lea@Example.org ")


def test_an_address_has_three_open_holds_at_most(drive: Drive) -> None:
    first, _token = drive.hold(LEA, tiles=1_000)
    for spelling in ("LEA@example.org", "lea@Example.ORG "):
        drive.hold(Visitor("Léa", spelling), tiles=1_000)
    with pytest.raises(BourseError, match="hold_many") as refused:
        drive.hold(LEA, tiles=1_000)
    assert refused.value.params == {"maximum": MOST_OPEN}
    drive.hold(Visitor("Marc", "marc@example.org"), tiles=1_000)
    with transaction():
        cancel(db.session.get_one(Hold, first.id), by=VISITOR)
    drive.hold(LEA, tiles=1_000)


def test_a_mailbox_is_one_whatever_follows_its_plus(drive: Drive) -> None:
    for spelling in ("lea+a@example.org", "lea+b@example.org", "lea@example.org"):
        drive.hold(Visitor("Léa", spelling), tiles=1_000)
    for spelling in ("lea+c@example.org", "lea@example.org"):
        with pytest.raises(BourseError, match="hold_many"):
            drive.hold(Visitor("Léa", spelling), tiles=1_000)
    for other in ("leah@example.org", "lea+a@example.net", "l_a+a@example.org"):
        drive.hold(Visitor("Marc", other), tiles=1_000)


def test_a_network_has_five_unconfirmed_holds_at_most(drive: Drive) -> None:
    def invented(number: int, network: str = "the hall") -> Visitor:
        return Visitor("X", f"x{number}@example.org", network=network)

    made = [drive.hold(invented(n), tiles=1_000)[0] for n in range(MOST_UNCONFIRMED)]
    with pytest.raises(BourseError, match="hold_crowded") as refused:
        drive.hold(invented(90), tiles=1_000)
    assert refused.value.params == {"maximum": MOST_UNCONFIRMED}
    drive.hold(invented(91, "another place"), tiles=1_000)
    drive.hold(invented(92, ""), tiles=1_000)
    drive.act(made[0], confirm)
    assert db.session.get_one(Hold, made[0].id).network is None, "it is counted no more"
    drive.hold(invented(93), tiles=1_000)
    with pytest.raises(BourseError, match="hold_crowded"):
        drive.hold(invented(94), tiles=1_000)
    drive.later(TO_CONFIRM)
    drive.hold(invented(95), tiles=1_000)
