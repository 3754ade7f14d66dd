"""Two devices on one till, and one stand's basket cashed twice: told once, and the sales stay."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bourse.clock import now
from bourse.db import db, transaction
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.tills.models import Enrolment
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


@pytest.fixture
def second(small: SmallEdition) -> Enrolment:
    """Another tablet enrolled on the same till."""
    with transaction():
        device = Enrolment(till=small.till, letter="b", token_hash="b" * 64, enrolled_at=now())
        db.session.add(device)
    return device


def send(device: Enrolment, *facts: object) -> list[str]:
    with transaction():
        return [reason for one in record(device, facts).outcomes for reason in one.reasons]


def pairs() -> list[str | None]:
    kind = Conflict.kind == ConflictKind.TWO_DEVICES
    return list(db.session.scalars(select(Conflict.about).where(kind)))


def test_two_open_sessions_that_both_sell_are_told_once(
    small: SmallEdition, second: Enrolment
) -> None:
    one, other = Device(), Device(series="C1b")
    sell = (small.boards, 1_000)
    assert send(small.device, one.opened(), one.sale(sell)) == []
    assert send(second, other.opened(), other.moved(100)) == [], "it has not sold yet"
    assert send(second, other.sale(sell), other.sale(sell)) == ["two_devices"]
    assert send(small.device, one.sale(sell)) == []
    assert pairs() == [":".join(sorted((one.session, other.session)))]


def test_a_tablet_that_replaces_a_dead_one_is_alone(small: SmallEdition, second: Enrolment) -> None:
    dead, new = Device(), Device(series="C1b")
    send(small.device, dead.opened(), dead.sale((small.boards, 1_000)))
    new.wait(5)
    assert "two_devices" not in send(second, new.opened(), new.sale((small.boards, 1_000)))


def test_sessions_one_after_the_other_are_well(small: SmallEdition, second: Enrolment) -> None:
    one, other = Device(), Device(series="C1b")
    send(small.device, one.opened(), one.sale((small.boards, 1_000)), one.closed(10_900))
    other.wait(5)
    assert "two_devices" not in send(second, other.opened(), other.sale((small.boards, 1_000)))


def test_a_stands_basket_is_cashed_once(small: SmallEdition, second: Enrolment) -> None:
    one, other = Device(), Device(series="C1b")
    sale = one.sale((small.boards, 1_000), stand_basket="BC7K3PX")
    assert send(small.device, sale) == []
    assert send(second, other.sale((small.boards, 1_000), stand_basket="BC7K3PX")) == [
        "stand_basket"
    ]
    assert send(second, other.sale((small.boards, 1_000), stand_basket="BOTHER")) == []


def test_a_basket_given_back_whole_may_be_cashed_again(small: SmallEdition) -> None:
    device = Device()
    sale = device.sale((small.boards, 2_000), stand_basket="BC7K3PX")
    assert send(small.device, sale, device.reversal(sale)) == []
    assert send(small.device, device.sale((small.boards, 2_000), stand_basket="BC7K3PX")) == []
