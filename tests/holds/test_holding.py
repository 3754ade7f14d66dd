"""Holding lots: within what is free, in time, and the last piece for one visitor only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.holds.held import held_milli, held_of
from bourse.holds.holding import (
    Visitor,
    cancel,
    collected,
    confirm,
    hold,
)
from bourse.holds.models import Hold, HoldState
from bourse.holds.queries import hold_by_token, hold_of, view_of
from bourse.lots.models import Lot, LotStatus
from bourse.lots.revision import current
from bourse.lots.set_apart import MOST_LINES
from bourse.people.actor import SYSTEM, VISITOR
from bourse.people.models import AdminEvent
from bourse.values import LotCode, Money, Quantity
from tests.fixtures.drive import Drive
from tests.fixtures.edition import SmallEdition

LEA = Visitor("Léa Martin", " Lea@Example.org ", "06 12 34 56 78")


def test_a_hold_says_who_asked_for_what_and_keeps_no_token(drive: Drive) -> None:
    made, token = drive.hold(LEA, tiles=12_500, boards=2_000)
    seen = view_of(hold_of(f" {made.code.lower()} "))
    assert (seen.state, seen.total) == (HoldState.UNCONFIRMED, Money(10_625 + 1_800))
    assert seen.said == f"{drive.small.tiles.code}*12500,{drive.small.boards.code}*2000"
    assert (made.code[0], LotCode(made.code[1:]).compact) == ("H", made.code[1:])
    assert (made.name, made.mail, made.phone) == (
        "Léa Martin", "lea@example.org", "06 12 34 56 78",
    )  # fmt: skip
    assert hold_by_token(token).id == made.id
    kept = {getattr(made, column.key) for column in Hold.__table__.columns}
    assert token not in kept
    with pytest.raises(BourseError, match="hold_unknown"):
        hold_by_token(made.token_hash)


def test_what_is_held_is_free_for_nobody_else(drive: Drive) -> None:
    drive.hold(LEA, tiles=30_000)
    assert drive.held("tiles") == 30_000
    assert held_of([drive.small.tiles.id, drive.small.door.id], drive.now) == {
        drive.small.tiles.id: 30_000
    }
    with pytest.raises(BourseError, match="hold_beyond") as refused:
        drive.hold(Visitor("Marc", "marc@example.org"), tiles=10_001)
    assert refused.value.params["left"] == Quantity(10_000, drive.small.tiles.unit)
    assert refused.value.params["field"] == drive.small.tiles.code
    drive.hold(Visitor("Marc", "marc@example.org"), tiles=10_000)
    with pytest.raises(BourseError, match="hold_lot_gone"):
        drive.hold(Visitor("Anne", "anne@example.org"), tiles=1)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [({}, "hold_empty"), ({"door": 2_000}, "hold_beyond"), ({"door": 0}, "quantity_not_positive")],
)
def test_what_cannot_be_held(drive: Drive, wanted: dict[str, int], code: str) -> None:
    with pytest.raises(BourseError, match=code):
        drive.hold(LEA, **wanted)


def test_only_lots_on_offer_of_this_edition(drive: Drive) -> None:
    with pytest.raises(BourseError, match="hold_lot_gone"), transaction():
        hold(drive.small.edition, {"222222": Quantity(1_000, drive.small.tiles.unit)}, LEA)
    with transaction():
        drive.small.door.status = LotStatus.WITHDRAWN
    with pytest.raises(BourseError, match="hold_lot_gone"):
        drive.hold(LEA, door=1_000)
    many = {f"X{number}": Quantity(1_000, drive.small.tiles.unit) for number in range(21)}
    assert len(many) > MOST_LINES
    with pytest.raises(BourseError, match="hold_long"), transaction():
        hold(drive.small.edition, many, LEA)


def test_a_lot_in_several_pieces_is_held_whole(drive: Drive) -> None:
    with transaction():
        drive.small.boards.pieces = 3
    with pytest.raises(BourseError, match="hold_whole"):
        drive.hold(LEA, boards=3_000)
    drive.hold(LEA, boards=12_000)
    assert drive.held("boards") == 12_000


def test_goods_that_have_not_come_yet_are_not_held(drive: Drive) -> None:
    with transaction():
        drive.small.site.receives_goods = True
    with pytest.raises(BourseError, match="hold_lot_gone"):
        drive.hold(LEA, tiles=1_000)


@pytest.mark.parametrize("change", ["off", "closed", "over"])
def test_only_where_and_while_the_edition_keeps_them(drive: Drive, change: str) -> None:
    with transaction():
        if change == "off":
            drive.small.edition.hold_hours = None
        if change == "closed":
            drive.small.edition.status = EditionStatus.CLOSED
    if change == "over":
        drive.at(drive.small.edition.over_at)
    with pytest.raises(BourseError, match="hold_off"):
        drive.hold(LEA, tiles=1_000)


def test_confirming_once_is_confirming(drive: Drive) -> None:
    made, _token = drive.hold(LEA, tiles=1_000)
    drive.later(timedelta(minutes=29))
    drive.act(made, confirm)
    seen = view_of(hold_of(made.code))
    assert (seen.state, seen.confirmed_at) == (HoldState.HELD, drive.now)
    drive.later(timedelta(minutes=5))
    drive.act(made, confirm)
    assert view_of(hold_of(made.code)) == seen


def test_it_is_too_late_to_confirm_after_half_an_hour(drive: Drive) -> None:
    made, _token = drive.hold(LEA, tiles=40_000)
    drive.later(timedelta(minutes=30))
    assert view_of(hold_of(made.code)).state is HoldState.EXPIRED
    assert drive.held("tiles") == 0
    for act in (confirm, lambda held: cancel(held, by=VISITOR)):
        with pytest.raises(BourseError, match="hold_expired"):
            drive.act(made, act)
    drive.hold(Visitor("Marc", "marc@example.org"), tiles=40_000)


def test_a_cancelled_hold_gives_its_goods_back_once(drive: Drive) -> None:
    made, _token = drive.hold(LEA, tiles=40_000)
    for _ in range(2):
        drive.act(made, lambda held: cancel(held, by=SYSTEM, reason="La palette est cassée."))
    seen = view_of(hold_of(made.code))
    assert (seen.state, seen.cancel_reason) == (HoldState.CANCELLED, "La palette est cassée.")
    assert drive.held("tiles") == 0
    notes = db.session.scalars(select(AdminEvent).where(AdminEvent.verb == "hold.cancel")).all()
    assert [(noted.subject, noted.details) for noted in notes] == [
        (f"hold:{made.id}", f'{{"code": "{made.code}"}}')
    ]
    with pytest.raises(BourseError, match="hold_cancelled"):
        drive.act(made, confirm)


def test_of_a_reason_stays_what_people_see(drive: Drive) -> None:
    made, _token = drive.hold(LEA, tiles=1_000)
    drive.act(made, lambda held: cancel(held, by=SYSTEM, reason=" Cassée\u202e\x00.\r\nPardon. "))
    assert view_of(hold_of(made.code)).cancel_reason == "Cassée.\nPardon."


def test_what_a_till_gave_out_is_collected_even_when_it_had_expired(drive: Drive) -> None:
    made, _token = drive.hold(LEA, tiles=40_000)
    drive.later(timedelta(hours=2))
    drive.act(made, lambda held: collected(held, "a sale", drive.now))
    seen = view_of(hold_of(made.code))
    assert (seen.state, seen.collected_by) == (HoldState.COLLECTED, "a sale")
    for act in (confirm, lambda held: cancel(held, by=VISITOR)):
        with pytest.raises(BourseError, match="hold_collected"):
            drive.act(made, act)
    drive.act(made, lambda held: collected(held, None, None))
    assert view_of(hold_of(made.code)).state is HoldState.EXPIRED, "all of it was given back"


def test_tills_read_again_what_a_hold_moves(drive: Drive) -> None:
    edition, tiles = drive.small.edition.id, drive.small.tiles

    def moved() -> int:
        db.session.refresh(tiles.stock)
        return tiles.stock.revision

    made, _token = drive.hold(LEA, tiles=1_000)
    seen = [moved()]
    for act in (confirm, lambda held: cancel(held, by=VISITOR)):
        drive.act(made, act)
        seen.append(moved())
    assert seen == sorted(set(seen))
    assert seen[-1] == current(edition)


def test_an_edition_that_keeps_nothing_any_more_confirms_nothing(drive: Drive) -> None:
    made, _token = drive.hold(LEA, tiles=1_000)
    with transaction():
        drive.small.edition.hold_hours = None
    with pytest.raises(BourseError, match="hold_off"):
        drive.act(made, confirm)
    assert view_of(hold_of(made.code)).state is HoldState.UNCONFIRMED


def test_the_expression_says_what_each_lot_of_a_query_has_held(drive: Drive) -> None:
    drive.hold(LEA, tiles=1_000, boards=3_000)
    drive.hold(Visitor("Marc", "marc@example.org"), boards=2_000)
    rows = db.session.execute(select(Lot.id, held_milli(drive.now))).all()
    small: SmallEdition = drive.small
    assert {row[0]: row[1] for row in rows} == {
        small.tiles.id: 1_000, small.boards.id: 5_000, small.door.id: 0,
    }  # fmt: skip
