"""A dead tablet's session: closed by the organiser, and nothing lost when the tablet comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import Traveller

from bourse.db import db, transaction
from bourse.desk.board import SILENCE, board
from bourse.desk.cases import ConflictCase, conflicts
from bourse.desk.closing import ClosingReason, closable, close_instead, to_close
from bourse.desk.quarantine import judge, waiting_ids
from bourse.desk.settling import settle_conflict
from bourse.errors import BourseError
from bourse.overview.verification import verify
from bourse.people.actor import SYSTEM
from bourse.tills.closing_slips import closing_slip
from bourse.tills.inbox import ConflictKind, Verdict
from bourse.tills.models import PaymentMode
from bourse.tills.recording import Result, record
from bourse.tills.sessions import SessionRow, sessions_of
from bourse.values import Money
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device, Part

CASH, CARD = PaymentMode.CASH, PaymentMode.CARD
NOON = datetime(2026, 6, 13, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(time_machine: Traveller) -> None:
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def dead(small: SmallEdition) -> Device:
    """A tablet with a float of 100 € and a door sold in cash, then heard no more, and revoked."""
    device = Device()
    assert (
        deliver(small, device.opened(), device.sale((small.door, 1_000))) == [Result.RECORDED] * 2
    )
    with transaction():
        db.session.merge(small.device).revoked_at = NOON
    return device


def deliver(small: SmallEdition, *facts: Part, is_judged: bool = False) -> list[Result]:
    with transaction():
        outcomes = record(small.device, list(facts), is_judged=is_judged).outcomes
        return [outcome.result for outcome in outcomes]


def closed(small: SmallEdition, device: Device, cash: int = 12_000, card: int = 0) -> None:
    modes = to_close(small.edition.id, device.session).expected
    counted = dict.fromkeys(modes, Money(0)) | {CASH: Money(cash), CARD: Money(card)}
    with transaction():
        close_instead(small.edition.id, device.session, counted, ClosingReason.LOST, by=SYSTEM)


def row(small: SmallEdition) -> SessionRow:
    db.session.rollback()
    (only,) = sessions_of(small.edition.id).rows
    return only


def case(small: SmallEdition) -> ConflictCase:
    (only,) = conflicts(small.edition.id).rows
    return only


def test_the_organiser_counts_the_drawer_and_the_board_is_calm(
    small: SmallEdition, dead: Device
) -> None:
    assert [one.is_revoked for one in board(small.edition, NOON)] == [True]
    assert closable(small.edition.id, [row(small)]) == {dead.session}
    shown = to_close(small.edition.id, dead.session)
    assert shown.expected[CASH] == Money(10_000) + small.door.price
    closed(small, dead, cash=9_000)

    assert board(small.edition, NOON + timedelta(days=1)) == ()
    after = row(small)
    assert (after.is_closed_by_organiser, after.reason) == (True, "device_lost")
    told = {count.mode: count for count in after.counts}
    assert told[CASH].difference == Money(-1_000) - small.door.price
    assert set(told) == set(shown.expected)
    assert closable(small.edition.id, [after]) == set()
    assert closing_slip(small.edition.id, dead.session).row == after
    assert verify().holds


def test_what_the_tablet_had_kept_is_recorded_once_and_told(
    small: SmallEdition, dead: Device
) -> None:
    late = [dead.sale((small.boards, 2_000)), dead.sale((small.tiles, 1_000))]
    closed(small, dead)
    assert deliver(small, *late) == [Result.REFUSED] * 2, "a revoked tablet's facts wait"
    for ids in list(waiting_ids(small.edition.id, small.device.id)):
        with transaction():
            assert judge(small.edition.id, ids, Verdict.RECORDED, by=SYSTEM) == 2
    assert deliver(small, *late) == [Result.ALREADY] * 2

    money = Money(sum(fact["total_cents"] for fact in late))
    assert (row(small).is_closed_by_organiser, row(small).since) == (True, money)
    told = case(small)
    assert (told.kind, told.till_seq) == (ConflictKind.CLOSED_SESSION, 3)
    closing, receipts = told.facing
    assert (closing.number, closing.total, closing.is_own) == ("C1b · 1", Money(12_000), False)
    assert (receipts.number, receipts.receipts, receipts.total) == ("C1a", 2, money)
    assert verify().holds

    with transaction():
        settle_conflict(small.edition.id, told.id, by=SYSTEM)
    deliver(small, dead.sale((small.boards, 1_000)), is_judged=True)
    assert case(small).till_seq == 5, "told again, once the first was settled"


def test_the_tablets_own_closing_stands_beside_the_organisers(
    small: SmallEdition, dead: Device
) -> None:
    own = dead.closed(
        12_400, counts=[{"mode": "cash", "expected_cents": 12_500, "counted_cents": 12_400}]
    )
    closed(small, dead)
    assert deliver(small, own, is_judged=True) == [Result.CONFLICT]
    after = row(small)
    assert (after.closed_by, after.is_closed_by_organiser) == ("K1", False)
    assert [(count.mode, count.counted) for count in after.counts] == [(CASH, Money(12_400))]
    sides = [(side.number, side.total, side.is_own) for side in case(small).facing]
    assert sides == [("C1b · 1", Money(12_000), False), ("C1a · 3", Money(12_400), True)]
    assert verify().holds


def test_a_silent_tablet_may_be_closed_and_a_selling_one_not(
    small: SmallEdition, time_machine: Traveller
) -> None:
    device = Device()
    deliver(small, device.opened())
    with pytest.raises(BourseError, match="session_sells"):
        to_close(small.edition.id, device.session)
    assert closable(small.edition.id, [row(small)]) == set()
    time_machine.move_to(NOON + SILENCE, tick=False)
    closed(small, device)
    with pytest.raises(BourseError, match="session_closed"):
        closed(small, device)
    assert deliver(small, device.moved(500)) == [Result.CONFLICT], "it was never revoked"
    assert case(small).entry_kind.value == "cash_movement"


def test_what_is_not_to_close(small: SmallEdition, dead: Device) -> None:
    for edition_id, uuid in ((small.edition.id + 1, dead.session), (small.edition.id, "nonsense")):
        with pytest.raises(BourseError, match="session_unknown"):
            to_close(edition_id, uuid)
    with pytest.raises(BourseError, match="count_negative"):
        closed(small, dead, cash=-1)
    with pytest.raises(BourseError, match="closing_unreadable"):
        closed(small, dead, cash=10**12)
    assert row(small).closed_at is None


def test_training_and_copies_after_it_are_nobodys_business(
    small: SmallEdition, dead: Device
) -> None:
    copy = dead.copied({"fact_id": dead.session}, 1)
    closed(small, dead)
    assert deliver(small, copy, is_judged=True) == [Result.RECORDED]
