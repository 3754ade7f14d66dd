"""What the house changes of a hold: another hour, a lot less, and never what is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.holds.changing import end_sooner, give_up, prolong
from bourse.holds.holding import Visitor, cancel, collected, confirm
from bourse.holds.models import Hold, HoldLine, HoldState
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from tests.fixtures.drive import Drive
from tests.fixtures.racing import at_once

LEA = Visitor("Léa Martin", "lea@example.org")


def confirmed(drive: Drive, **milli: int) -> Hold:
    held, _token = drive.hold(LEA, **milli)
    drive.act(held, confirm)
    return held


def test_it_is_kept_longer_or_shorter_within_the_edition(drive: Drive) -> None:
    held = confirmed(drive, tiles=1_000)
    end = drive.small.edition.over_at
    for until in (end, drive.now + timedelta(hours=1)):
        drive.act(held, lambda one, until=until: prolong(one, until, by=SYSTEM))
        assert db.session.get_one(Hold, held.id).expires_at == until
    drive.later(timedelta(minutes=59))
    assert drive.held("tiles") == 1_000
    drive.later(timedelta(minutes=1))
    assert drive.held("tiles") == 0


def test_an_edition_that_ends_sooner_keeps_nothing_beyond(drive: Drive) -> None:
    held, other = confirmed(drive, tiles=1_000), confirmed(drive, boards=1_000)
    waiting, _token = drive.hold(LEA, door=1_000)
    edition, soon = drive.small.edition, drive.now + timedelta(hours=1)
    drive.act(other, lambda one: prolong(one, soon, by=SYSTEM))
    drive.act(held, lambda one: prolong(one, edition.over_at, by=SYSTEM))
    kept = waiting.expires_at
    with transaction():
        edition.ends_on = edition.starts_on
        assert [one.id for one in end_sooner(edition, by=SYSTEM)] == [held.id]
    ends = [db.session.get_one(Hold, one.id).expires_at for one in (held, other, waiting)]
    assert ends == [edition.over_at, soon, kept]


def test_hours_that_cannot_be_are_refused(drive: Drive) -> None:
    held, _token = drive.hold(LEA, tiles=1_000)
    soon, end = drive.now + timedelta(hours=1), drive.small.edition.over_at
    with pytest.raises(BourseError, match="hold_unconfirmed"):
        drive.act(held, lambda one: prolong(one, soon, by=SYSTEM))
    drive.act(held, confirm)
    for until, code in (
        (drive.now, "hold_until_past"),
        (end + timedelta(milliseconds=1), "hold_until_late"),
    ):
        with pytest.raises(BourseError, match=code):
            drive.act(held, lambda one, until=until: prolong(one, until, by=SYSTEM))
    drive.later(timedelta(days=3))
    with pytest.raises(BourseError, match="hold_expired"):
        drive.act(held, lambda one: prolong(one, end, by=SYSTEM))


def test_a_lot_that_cannot_be_kept_leaves_the_rest(drive: Drive) -> None:
    held = confirmed(drive, tiles=1_000, boards=2_000)
    drive.act(held, lambda one: give_up(one, 1, "Cassé", by=SYSTEM))
    held = db.session.get_one(Hold, held.id)
    assert [(line.position, line.lot.code) for line in held.lines] == [(2, drive.small.boards.code)]
    assert (held.state_at(drive.now), held.cancel_reason) == (HoldState.HELD, None)
    assert (drive.held("tiles"), drive.held("boards")) == (0, 2_000)
    with pytest.raises(BourseError, match="hold_line_gone"):
        drive.act(held, lambda one: give_up(one, 1, "Cassé", by=SYSTEM))


def test_with_its_last_lot_a_hold_ends_and_says_why(drive: Drive) -> None:
    held = confirmed(drive, tiles=1_000)
    drive.act(held, lambda one: give_up(one, 1, "Cassé", by=SYSTEM))
    held = db.session.get_one(Hold, held.id)
    assert (held.state_at(drive.now), held.cancel_reason) == (HoldState.CANCELLED, "Cassé")
    assert len(held.lines) == 1, "what it was stays told"
    assert drive.held("tiles") == 0


def test_a_stand_gives_up_its_own_lines_alone(drive: Drive) -> None:
    held, own = confirmed(drive, tiles=1_000, boards=1_000), drive.small.exhibitor.id
    with pytest.raises(BourseError, match="hold_line_gone"):
        drive.act(held, lambda one: give_up(one, 1, "Cassé", by=SYSTEM, exhibitor_id=own + 1))
    drive.act(held, lambda one: give_up(one, 1, "Cassé", by=SYSTEM, exhibitor_id=own))
    assert len(db.session.get_one(Hold, held.id).lines) == 1


@pytest.mark.parametrize("end", ["cancel", "collect", "expire"])
def test_what_is_over_is_not_changed(drive: Drive, end: str) -> None:
    held = confirmed(drive, tiles=1_000, boards=1_000)
    if end == "cancel":
        drive.act(held, lambda one: cancel(one, by=SYSTEM))
    elif end == "collect":
        drive.act(held, lambda one: collected(one, "a fact", drive.now))
    else:
        drive.later(timedelta(days=3))
    until = drive.now + timedelta(minutes=1)
    for change in (
        lambda one: give_up(one, 1, "Cassé", by=SYSTEM),
        lambda one: prolong(one, until, by=SYSTEM),
    ):
        with pytest.raises(BourseError, match=r"hold_(cancelled|collected|expired)"):
            drive.act(held, change)


def test_two_stands_that_give_up_at_once_end_it_together(app: Flask, drive: Drive) -> None:
    held = confirmed(drive, tiles=1_000, boards=1_000)
    identity = held.id

    def stand(position: int) -> None:
        give_up(db.session.get_one(Hold, identity), position, "Cassé", by=SYSTEM)

    at_once(app, lambda: stand(1), lambda: stand(2))
    held = db.session.get_one(Hold, identity)
    assert held.cancelled_at is not None
    assert len(held.lines) == 1
    assert drive.held("tiles") == drive.held("boards") == 0


def test_the_record_says_codes_and_never_who(drive: Drive) -> None:
    held = confirmed(drive, tiles=1_000, boards=1_000)
    drive.act(held, lambda one: give_up(one, 1, "Pour Léa Martin", by=SYSTEM))
    drive.act(held, lambda one: prolong(one, drive.now + timedelta(hours=2), by=SYSTEM))
    drive.act(held, lambda one: cancel(one, by=SYSTEM, reason="Léa Martin a appelé"))
    events = db.session.scalars(select(AdminEvent)).all()
    assert [event.verb for event in events] == ["hold.give_up", "hold.prolong", "hold.cancel"]
    assert {event.subject for event in events} == {f"hold:{held.id}"}
    assert all(held.code in event.details and "Léa" not in event.details for event in events)
    assert db.session.scalars(select(HoldLine)).all() != []
