"""Conflicts about no lot are shown face to face, settled with who and what, and taken up again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bourse.clock import now
from bourse.db import db, transaction
from bourse.desk.cases import ConflictCase, conflicts, open_cases
from bourse.desk.settling import reopen_conflict, settle_conflict
from bourse.errors import BourseError
from bourse.holds.holding import Visitor, cancel, confirm
from bourse.holds.models import HoldState
from bourse.people.actor import SYSTEM, Actor
from bourse.people.models import AdminEvent, Role
from bourse.tills.inbox import ConflictKind, Decision
from bourse.tills.models import Enrolment
from bourse.tills.recording import record
from bourse.values import Money, Quantity, Unit
from tests.fixtures.drive import Drive
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import a_user
from tests.fixtures.till_facts import Device


def send(device: Enrolment, *facts: object) -> None:
    with transaction():
        record(device, facts)


def case(small: SmallEdition, kind: ConflictKind, *, settled: bool = False) -> ConflictCase:
    db.session.rollback()
    found = conflicts(small.edition.id, settled=settled).rows
    return next(one for one in found if one.kind is kind)


def test_two_devices_stand_beside_each_other(small: SmallEdition) -> None:
    with transaction():
        second = Enrolment(till=small.till, letter="b", token_hash="b" * 64, enrolled_at=now())
        db.session.add(second)
    one, other = Device(), Device(series="C1b")
    send(small.device, one.opened(), one.sale((small.boards, 2_000)))
    send(second, other.opened(), other.sale((small.boards, 1_000)))
    sides = case(small, ConflictKind.TWO_DEVICES).facing
    assert [(side.number, side.receipts, side.total, side.is_own) for side in sides] == [
        ("C1a", 1, Money(1_800), False),
        ("C1b", 1, Money(900), True),
    ]


def test_a_basket_cashed_twice_shows_both_receipts(small: SmallEdition) -> None:
    device = Device()
    twice = [device.sale((small.boards, 1_000), stand_basket="BC7K3PX") for _ in range(2)]
    send(small.device, *twice)
    sides = case(small, ConflictKind.STAND_BASKET).facing
    assert [(side.number, side.is_own) for side in sides] == [
        ("C1a-0001", False),
        ("C1a-0002", True),
    ]


def test_what_was_given_back_twice_shows_the_sale_and_both_reversals(small: SmallEdition) -> None:
    device = Device()
    sale = device.sale((small.door, 1_000))
    send(small.device, sale, device.reversal(sale), device.reversal(sale))
    sides = case(small, ConflictKind.OVER_REVERSED).facing
    assert [(side.total, side.is_own) for side in sides] == [
        (Money(2_500), False),
        (Money(-2_500), False),
        (Money(-2_500), True),
    ]


def test_a_broken_chain_shows_what_came_before(small: SmallEdition) -> None:
    device = Device()
    first, _lost, late = (device.sale((small.boards, 1_000)) for _ in range(3))
    send(small.device, first, late)
    sides = case(small, ConflictKind.BROKEN_CHAIN).facing
    assert [(side.number, side.is_own) for side in sides] == [("C1a · 1", False), ("C1a · 3", True)]


def test_goods_taken_from_a_visitor_show_who_waits_for_them(drive: Drive) -> None:
    small = drive.small
    held = [drive.hold(Visitor(name, f"{name}@example.org"), boards=2_000)[0] for name in "ab"]
    drive.act(held[0], confirm)
    send(small.device, Device().sale((small.boards, 11_000)))
    found = case(small, ConflictKind.HELD_LOT)
    assert [side.number for side in found.own] == ["C1a-0001"]
    assert [(one.code, one.name, one.quantity, one.state) for one in found.holders] == [
        (held[1].code, "b", Quantity(2_000, Unit.PIECE), HoldState.UNCONFIRMED),
        (held[0].code, "a", Quantity(2_000, Unit.PIECE), HoldState.HELD),
    ]
    drive.act(held[0], lambda one: cancel(one, by=SYSTEM, reason="Vendu"))
    found = case(small, ConflictKind.HELD_LOT)
    assert found.holders[1].state is HoldState.CANCELLED, "named still, and where it is now"


def test_a_case_is_settled_by_someone_with_a_decision_and_taken_up_again(
    small: SmallEdition,
) -> None:
    device = Device()
    send(small.device, device.sale((small.door, 1_000)), device.sale((small.door, 1_000)))
    with transaction():
        user = a_user("camille@example.org", Role.ORGANISER)
        db.session.flush()
        by = Actor(user.id, user.name)
    found = case(small, ConflictKind.OVERSOLD)
    for decision in (Decision.CORRECTED, Decision.AGREED):
        with transaction():
            settle_conflict(small.edition.id, found.id, decision, by=by)
    assert open_cases(small.edition.id) == 0
    settled = case(small, ConflictKind.OVERSOLD, settled=True).settled
    assert settled is not None
    assert (settled.by, settled.decision) == ("Camille", Decision.CORRECTED), "the first one stays"
    with transaction():
        reopen_conflict(small.edition.id, found.id, by=SYSTEM)
    assert case(small, ConflictKind.OVERSOLD).settled is None
    verbs = db.session.scalars(select(AdminEvent.verb)).all()
    assert verbs == ["conflict.settle", "conflict.reopen"]
    with pytest.raises(BourseError, match="case_unknown"), transaction():
        reopen_conflict(small.edition.id + 1, found.id, by=SYSTEM)
