"""What sales do to holds: the visitor's own is collected by it, another's goods are missed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from bourse.db import db, transaction
from bourse.editions.models import Edition
from bourse.holds.holding import Visitor, cancel, confirm, hold
from bourse.holds.models import Hold, HoldState
from bourse.holds.queries import hold_of, view_of
from bourse.people.actor import SYSTEM
from bourse.tills.catalogue import LotOnSale, lot_on_sale, lots_moved
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.tills.models import Enrolment
from bourse.tills.recording import record
from bourse.tills.verification import check_projections
from tests.fixtures.drive import Drive
from tests.fixtures.racing import at_once
from tests.fixtures.till_facts import Device

LEA, MARC = Visitor("Léa Martin", "lea@example.org"), Visitor("Marc", "marc@example.org")


@pytest.fixture
def sold(drive: Drive) -> Device:
    """The till's device; what it sends is recorded by `send`."""
    return Device()


def send(drive: Drive, *facts: object) -> list[str]:
    """Have facts recorded; why they were flagged."""
    with transaction():
        outcomes = record(drive.small.device, facts).outcomes
    return [reason for one in outcomes for reason in one.reasons]


def held_by(drive: Drive, visitor: Visitor, **milli: int) -> Hold:
    """A confirmed hold."""
    made, _token = drive.hold(visitor, **milli)
    drive.act(made, confirm)
    return made


def state(held: Hold) -> tuple[HoldState, str | None]:
    db.session.rollback()
    seen = view_of(hold_of(held.code))
    return seen.state, seen.collected_by


def test_paying_collects_the_hold_and_the_journal_says_so(drive: Drive, sold: Device) -> None:
    held = held_by(drive, LEA, boards=2_000, door=1_000)
    sale = sold.sale((drive.small.boards, 2_000), (drive.small.door, 1_000), stand_basket=held.code)
    assert send(drive, sale) == []
    assert state(held) == (HoldState.COLLECTED, sale["fact_id"])
    assert check_projections() is None


def test_a_second_payment_is_a_conflict_and_the_first_still_counts(
    drive: Drive, sold: Device
) -> None:
    held = held_by(drive, LEA, boards=2_000)
    first, second = (
        sold.sale((drive.small.boards, 2_000), stand_basket=held.code) for _ in range(2)
    )
    assert send(drive, first, second) == ["stand_basket"]
    assert state(held) == (HoldState.COLLECTED, first["fact_id"])
    assert send(drive, sold.reversal(first)) == []
    assert state(held) == (HoldState.COLLECTED, second["fact_id"]), "the other one is left"
    assert check_projections() is None


def test_given_back_whole_it_stands_again_until_its_hour(drive: Drive, sold: Device) -> None:
    held = held_by(drive, LEA, boards=2_000, door=1_000)
    sale = sold.sale((drive.small.boards, 2_000), (drive.small.door, 1_000), stand_basket=held.code)
    assert send(drive, sale, sold.reversal(sale, 1)) == []
    assert state(held)[0] is HoldState.COLLECTED, "the boards were kept"
    assert send(drive, sold.reversal(sale, 0)) == []
    assert state(held) == (HoldState.HELD, None)
    assert check_projections() is None
    again = sold.sale((drive.small.boards, 2_000), stand_basket=held.code)
    assert send(drive, again) == []
    assert state(held) == (HoldState.COLLECTED, again["fact_id"])
    drive.later(timedelta(days=2))
    assert send(drive, sold.reversal(again)) == []
    assert state(held) == (HoldState.EXPIRED, None)


def test_what_was_over_is_collected_all_the_same(drive: Drive, sold: Device) -> None:
    late, off = held_by(drive, LEA, boards=1_000), held_by(drive, MARC, boards=1_000)
    drive.act(off, lambda held: cancel(held, by=SYSTEM, reason="Abîmé"))
    drive.later(timedelta(days=2))
    for held in (late, off):
        assert send(drive, sold.sale((drive.small.boards, 1_000), stand_basket=held.code)) == []
        assert state(held)[0] is HoldState.COLLECTED
    assert check_projections() is None


def test_a_hold_that_is_touched_is_named(drive: Drive, sold: Device) -> None:
    held = held_by(drive, LEA, boards=1_000)
    send(drive, sold.sale((drive.small.boards, 1_000), stand_basket=held.code))
    with transaction():
        db.session.execute(text("UPDATE hold SET collected_by = NULL"))
    fault = check_projections()
    assert fault is not None
    assert (fault.table, fault.key) == ("hold", f"hold {held.id}")


@pytest.mark.parametrize(
    ("milli", "reasons"),
    [
        (7_000, []),
        (8_000, ["held_lot"]),
        (12_000, ["held_lot"]),
        (13_000, ["oversold", "held_lot"]),
    ],
)
def test_a_sale_that_takes_what_is_held_is_recorded_and_flagged(
    drive: Drive, sold: Device, milli: int, reasons: list[str]
) -> None:
    held = [held_by(drive, LEA, boards=3_000), held_by(drive, MARC, boards=2_000)]
    assert send(drive, sold.sale((drive.small.boards, milli))) == reasons
    named = db.session.scalars(select(Conflict.about).where(Conflict.kind == "held_lot")).all()
    assert named == ([f"{held[0].code},{held[1].code}"] if "held_lot" in reasons else [])
    assert [state(one)[0] for one in held] == [HoldState.HELD, HoldState.HELD]


def test_ones_own_hold_takes_nothing_from_others(drive: Drive, sold: Device) -> None:
    mine, other = held_by(drive, LEA, boards=10_000), held_by(drive, MARC, boards=2_000)
    assert send(drive, sold.sale((drive.small.boards, 10_000), stand_basket=mine.code)) == []
    assert send(drive, sold.sale((drive.small.boards, 1_000))) == ["held_lot"]
    assert send(drive, sold.sale((drive.small.boards, 1_000), stand_basket=other.code)) == []
    assert check_projections() is None


def test_what_is_over_or_gone_before_is_no_case(drive: Drive, sold: Device) -> None:
    held_by(drive, LEA, door=1_000)
    assert send(drive, sold.sale((drive.small.door, 1_000))) == ["held_lot"]
    assert send(drive, sold.sale((drive.small.door, 1_000))) == ["oversold"], "nothing was there"
    held_by(drive, MARC, boards=12_000)
    drive.later(timedelta(days=2))
    assert send(drive, sold.sale((drive.small.boards, 12_000))) == []


def test_another_editions_hold_is_none_of_ours(drive: Drive, sold: Device) -> None:
    held = held_by(drive, LEA, boards=1_000)
    sale = sold.sale((drive.small.boards, 1_000), stand_basket="HC7K3PX")
    assert send(drive, sale, sold.reversal(sale)) == []
    assert state(held)[0] is HoldState.HELD


@pytest.mark.parametrize("_turn", range(3))
def test_the_last_one_is_never_held_and_sold_without_a_word(
    app: Flask, drive: Drive, sold: Device, _turn: int
) -> None:
    held_by(drive, MARC, tiles=1_000)
    edition, door, device = drive.small.edition.id, drive.small.door, drive.small.device.id
    wanted = {door.code: door.quantity}
    sale = sold.sale((door, 1_000))
    outcomes = at_once(
        app,
        lambda: hold(db.session.get_one(Edition, edition), wanted, LEA),
        lambda: record(db.session.get_one(Enrolment, device), [sale]),
    )
    flagged = db.session.scalars(select(Conflict.kind)).all()
    assert (outcomes, flagged) in (
        (["done", "hold_lot_gone"], []),
        (["done", "done"], [ConflictKind.HELD_LOT]),
    )


def told(drive: Drive) -> LotOnSale:
    return lot_on_sale(drive.small.till, drive.small.boards.code)


def test_the_catalogue_says_what_is_held_and_until_when(drive: Drive, sold: Device) -> None:
    assert told(drive).holds == ()
    held = held_by(drive, LEA, boards=3_000)
    (kept,) = told(drive).holds
    assert (kept.code, kept.quantity_milli) == (held.code, 3_000)
    assert kept.until == hold_of(held.code).expires_at
    since = lots_moved(drive.small.till, 0).revision
    send(drive, sold.sale((drive.small.door, 1_000), stand_basket=held.code))
    moved = {lot.code: lot.holds for lot in lots_moved(drive.small.till, since).lots}
    assert moved == {drive.small.boards.code: (), drive.small.door.code: ()}, "sold or not"


def test_a_hold_lapses_without_anybody_moving_the_catalogue(drive: Drive) -> None:
    drive.hold(LEA, boards=3_000)
    before = lots_moved(drive.small.till, 0).revision
    drive.later(timedelta(hours=1))
    assert told(drive).holds == ()
    assert lots_moved(drive.small.till, before).lots == ()
