"""Handing over: piece by piece, never more than was paid, whoever asks at once."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from time_machine import Traveller

from bourse.clock import now
from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.pickups.models import Pickup
from bourse.pickups.releasing import release, undo
from bourse.pickups.slips import UNDO, Slip, slip_of
from bourse.pickups.waiting import waiting
from bourse.tills.recording import record
from bourse.values import Quantity, Unit
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

GATE, OTHER = Actor(None, "Porte"), Actor(41, "Autre porte")
NUMBER = "C1a-0001"


@pytest.fixture
def device(small: SmallEdition) -> Device:
    """Twelve boards and 10 m² of tiles paid, to be collected; a door taken along."""
    device = Device()
    sale = device.sale((small.boards, 12_000), (small.tiles, 10_000), is_collected_later=True)
    with transaction():
        record(small.device, [sale, device.sale((small.door, 1_000))])
    device.first = sale
    return device


def hand_over(
    small: SmallEdition,
    quantity: Quantity | None,
    position: int = 1,
    *,
    number: str = NUMBER,
    exhibitor: str | None = None,
    by: Actor = GATE,
    key: str | None = None,
) -> Quantity:
    with transaction():
        return release(
            small.edition.id,
            number,
            position,
            quantity,
            uuid=key or str(uuid.uuid4()),
            exhibitor=exhibitor,
            by=by,
        )


def slip(small: SmallEdition) -> Slip:
    db.session.rollback()
    return slip_of(small.edition.id, NUMBER, by=GATE)


def pieces(number: int) -> Quantity:
    return Quantity(1_000 * number, Unit.PIECE)


def test_a_slip_is_handed_over_in_parts_until_nothing_is_left(
    small: SmallEdition, device: Device
) -> None:
    assert hand_over(small, pieces(5)) == pieces(5)
    boards, tiles = slip(small).lines
    assert (boards.paid, boards.left, tiles.left.milli) == (pieces(12), pieces(7), 10_000)
    assert [one.left.milli for one in waiting(small.edition).rows] == [7_000, 10_000]
    assert hand_over(small, None) == pieces(7)
    assert hand_over(small, None, 2).milli == 10_000
    assert slip(small).is_done
    assert waiting(small.edition).rows == ()


def test_never_more_than_was_paid_less_what_came_back(small: SmallEdition, device: Device) -> None:
    back = device.reversal(device.first, 0)
    back["lines"][0].update(quantity_milli=-4_000, total_cents=-3_600, weight_g=-4 * 27_200)
    back |= {"total_cents": -3_600}
    back["payments"] = [{"mode": "cash", "amount_cents": -3_600, "tendered_cents": None}]
    with transaction():
        assert [one.seq for one in record(small.device, [back]).outcomes] == [3]
    with pytest.raises(BourseError) as caught:
        hand_over(small, pieces(9))
    assert (caught.value.code, caught.value.params["left"]) == ("pickup_beyond", pieces(8))
    assert hand_over(small, pieces(8)) == pieces(8)
    assert slip(small).lines[0].back == pieces(4)
    with pytest.raises(BourseError, match="pickup_beyond"):
        hand_over(small, None)


@pytest.mark.parametrize(
    ("quantity", "position", "number", "code"),
    [
        (pieces(1), 1, "C1a-0099", "receipt_unknown"),
        (pieces(1), 1, "C1a-0002", "nothing_to_collect"),
        (pieces(1), 7, NUMBER, "nothing_to_collect"),
        (pieces(0), 1, NUMBER, "quantity_not_positive"),
        (pieces(-1), 1, NUMBER, "quantity_not_positive"),
        (pieces(1), 2, NUMBER, "quantity_unit"),
    ],
)
def test_what_cannot_be_handed_over(
    small: SmallEdition, device: Device, quantity: Quantity, position: int, number: str, code: str
) -> None:
    with pytest.raises(BourseError, match=code):
        hand_over(small, quantity, position, number=number)
    assert db.session.scalar(select(func.count()).select_from(Pickup)) == 0


def test_an_exhibitor_hands_over_its_own_alone(small: SmallEdition, device: Device) -> None:
    assert hand_over(small, pieces(1), exhibitor="E01") == pieces(1)
    with pytest.raises(BourseError, match="nothing_to_collect"):
        hand_over(small, pieces(1), exhibitor="E02")
    with pytest.raises(BourseError, match="nothing_to_collect"):
        slip_of(small.edition.id, NUMBER, by=GATE, exhibitor="E02")


def test_a_button_pressed_twice_hands_over_once(small: SmallEdition, device: Device) -> None:
    key = str(uuid.uuid4())
    assert [hand_over(small, pieces(5), key=key) for _ in range(2)] == [pieces(5)] * 2
    assert slip(small).lines[0].left == pieces(7)


def test_what_was_ticked_by_mistake_is_taken_back_by_who_did(
    small: SmallEdition, device: Device, time_machine: Traveller
) -> None:
    hand_over(small, pieces(5))
    (made,) = slip(small).lines[0].releases
    assert made.may_undo
    with pytest.raises(BourseError, match="pickup_unknown"), transaction():
        undo(small.edition.id, made.id, exhibitor="E02", by=GATE)
    with pytest.raises(BourseError, match="pickup_late"), transaction():
        undo(small.edition.id, made.id, by=OTHER)
    for _ in range(2):
        with transaction():
            assert undo(small.edition.id, made.id, by=GATE) == NUMBER
    line = slip(small).lines[0]
    assert (line.left, line.releases[0].undone_at is not None) == (pieces(12), True)

    hand_over(small, pieces(5))
    time_machine.move_to(now() + UNDO + timedelta(seconds=1))
    latest = slip(small).lines[0].releases[-1]
    assert not latest.may_undo
    with pytest.raises(BourseError, match="pickup_late"), transaction():
        undo(small.edition.id, latest.id, by=GATE)


def test_what_waits_is_found_and_paged(small: SmallEdition, device: Device) -> None:
    def found(search: str = "", **wanted: object) -> list[str]:
        page = waiting(small.edition, search=search, **wanted)
        return [one.designation for one in page.rows]

    tiles, boards = small.tiles.designation, small.boards.designation
    assert found() == [boards, tiles]
    assert found("c1a-1") == [boards, tiles]
    assert found(f"https://bourse.example/r/{NUMBER}#{'a' * 12}") == [boards, tiles]
    assert found("panneaux") == [boards]
    assert found(small.tiles.code) == [tiles]
    assert found("C1a-0002") == found("moquette") == found(exhibitor="E02") == []
    first = waiting(small.edition, size=1)
    assert [one.designation for one in first.rows] == [boards]
    assert found(after=first.after) == [tiles]


def test_two_gates_at_once_hand_over_no_more_than_there_is(
    app: Flask, small: SmallEdition, device: Device
) -> None:
    """Twelve boards; eight hands ask for five each: two are served, and the rest is refused."""
    edition_id = small.edition.id
    db.session.rollback()

    def grab(_number: int) -> str:
        with app.app_context():
            try:
                with transaction():
                    release(edition_id, NUMBER, 1, pieces(5), uuid=str(uuid.uuid4()), by=GATE)
            except BourseError as error:
                return error.code
            return "given"

    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(grab, range(8)))
    assert said == ["given"] * 2 + ["pickup_beyond"] * 6
    assert slip(small).lines[0].left == pieces(2)


def test_one_form_sent_by_two_threads_hands_over_once(
    app: Flask, small: SmallEdition, device: Device
) -> None:
    edition_id, key = small.edition.id, str(uuid.uuid4())
    db.session.rollback()

    def press(_number: int) -> int:
        with app.app_context(), transaction():
            return release(edition_id, NUMBER, 1, pieces(3), uuid=key, by=GATE).milli

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press, range(4))) == [3_000] * 4
    assert slip(small).lines[0].left == pieces(9)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=8))
def test_whatever_is_asked_the_sum_is_kept(
    small: SmallEdition, asked: list[int], device: Device
) -> None:
    with transaction():
        db.session.query(Pickup).delete()
    given_out = 0
    for number in asked:
        try:
            hand_over(small, pieces(number))
        except BourseError:
            assert given_out + number > 12
        else:
            given_out += number
    assert slip(small).lines[0].left == pieces(12 - given_out)
