"""The board of tills: who sells, and what rings for whom."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from time_machine import Traveller

from bourse.db import db, transaction
from bourse.desk.board import SILENCE, Alarm, BoardRow, Count, board, missing_witnesses
from bourse.desk.settling import settle_witness
from bourse.errors import BourseError
from bourse.journal.service import Head
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from bourse.tills.recording import record
from bourse.tills.senders import sender_again
from bourse.tills.sync import Books, Signs, hear
from bourse.values import Money
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

NOON = datetime.fromisoformat("2026-06-13T10:00:00Z")


@pytest.fixture(autouse=True)
def noon(time_machine: Traveller) -> None:
    time_machine.move_to(NOON, tick=False)


def sync(small: SmallEdition, *facts: object, **said: object) -> None:
    with transaction():
        record(small.device, facts)
        hear(sender_again(small.device.id), Signs(**said))


def row(small: SmallEdition, at: datetime = NOON) -> BoardRow:
    db.session.rollback()
    (only,) = board(small.edition, at)
    return only


def test_a_till_that_sells_says_who_since_when_and_how_much_today(small: SmallEdition) -> None:
    device = Device()
    sync(
        small, device.opened(), device.sale((small.tiles, 2_000)), device.sale((small.door, 1_000))
    )
    shown = row(small)
    assert (shown.series, shown.till, shown.alarms) == ("C1a", "Sortie", ())
    assert shown.session is not None
    assert (shown.session.name, shown.session.cashier) == ("Camille", "K1")
    assert (shown.today.receipts, shown.today.total) == (2, Money(4_200))
    tomorrow = row(small, NOON + timedelta(days=1))
    assert (tomorrow.today.receipts, tomorrow.session) == (0, shown.session)


def test_silence_rings_only_while_a_session_is_open(small: SmallEdition) -> None:
    device = Device()
    sync(small, device.opened())
    assert row(small, NOON + SILENCE - timedelta(seconds=1)).alarms == ()
    assert row(small, NOON + SILENCE).alarms == (Alarm.SILENT,)
    sync(small, device.closed(10_000))
    assert row(small, NOON + SILENCE).alarms == ()


def test_books_that_differ_are_shown_side_by_side(small: SmallEdition) -> None:
    device = Device()
    sync(small, device.opened(), device.sale((small.tiles, 1_000)))
    sync(small, books=Books(2, 2, 3_350))
    shown = row(small)
    assert shown.alarms == (Alarm.BOOKS_DIFFER,)
    assert shown.own == Count(2, Money(3_350))
    assert shown.held == Count(1, Money(850))
    sync(small, books=Books(2, 1, 850))
    assert row(small).alarms == ()


@pytest.mark.parametrize(("seconds", "rings"), [(60, False), (61, True), (-61, True), (0, False)])
def test_a_clock_may_be_off_by_a_minute(small: SmallEdition, seconds: int, rings: bool) -> None:
    sync(small, sent_at=NOON + timedelta(seconds=seconds))
    assert (Alarm.CLOCK_OFF in row(small).alarms) is rings


def test_a_missing_witness_rings_until_a_person_explains_it(small: SmallEdition) -> None:
    sync(small, Device().opened(), witness=Head(41, "a" * 64))
    shown = row(small)
    assert (shown.alarms, shown.missing_seq) == ((Alarm.WITNESS_MISSING,), 41)
    with transaction():
        settle_witness(small.edition.id, small.device.id, by=SYSTEM)
    assert (row(small).alarms, missing_witnesses()) == ((), [])
    event = db.session.query(AdminEvent).one()
    assert (event.verb, '"seq": 41' in event.details) == ("witness.settle", True)


def test_a_database_put_back_in_its_place_heals_by_itself(small: SmallEdition) -> None:
    first = Device().opened()
    with transaction():
        head = record(small.device, [first]).head
        report = Signs(witness=Head(head.seq, "b" * 64))
        hear(sender_again(small.device.id), report)
    assert len(missing_witnesses(small.edition.id)) == 1
    with transaction():
        missing_witnesses()[0].missing_hash = head.hash
    assert missing_witnesses() == []


def test_another_editions_witness_is_not_ours_to_explain(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="case_unknown"), transaction():
        settle_witness(small.edition.id + 1, small.device.id, by=SYSTEM)


def test_a_revoked_tablet_stays_while_its_session_is_open(small: SmallEdition) -> None:
    sync(small, Device().opened())
    with transaction():
        small.device.revoked_at = NOON
    assert row(small).is_revoked
    with transaction():
        small.device.revoked_at, small.device.token_hash = None, None
    assert board(small.edition, NOON) == ()
