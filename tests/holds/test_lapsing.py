"""Freeing at once what nobody has confirmed."""

from __future__ import annotations

from bourse.db import db, transaction
from bourse.holds.holding import Visitor, confirm
from bourse.holds.lapsing import free_unconfirmed
from bourse.holds.models import Hold, HoldState
from bourse.lots.revision import current
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from tests.fixtures.drive import Drive


def test_what_waits_is_freed_and_what_is_confirmed_stays(drive: Drive) -> None:
    kept, _token = drive.hold(Visitor("Léa", "lea@example.org"), tiles=1_000)
    drive.act(kept, confirm)
    waits = [drive.hold(Visitor("X", f"x{n}@example.org"), tiles=2_000)[0] for n in range(3)]
    before = current(drive.small.edition.id)
    with transaction():
        assert free_unconfirmed(drive.small.edition, by=SYSTEM) == 3
    assert drive.held("tiles") == 1_000
    for one in waits:
        assert db.session.get_one(Hold, one.id).state_at(drive.now) is HoldState.EXPIRED
    assert current(drive.small.edition.id) > before, "tills read it anew"
    [event] = db.session.query(AdminEvent).filter_by(verb="hold.free_unconfirmed").all()
    assert (event.subject, event.details) == (
        f"edition:{drive.small.edition.id}", '{"holds": 3}',
    )  # fmt: skip


def test_where_nothing_waits_nothing_is_noted(drive: Drive) -> None:
    with transaction():
        assert free_unconfirmed(drive.small.edition, by=SYSTEM) == 0
    assert not db.session.query(AdminEvent).filter_by(verb="hold.free_unconfirmed").all()
