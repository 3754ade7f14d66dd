"""Visitors who press at the same instant: each piece goes to one, each form asks once."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.holds.holding import (
    Visitor,
    cancel,
    confirm,
    hold,
)
from bourse.holds.models import HoldState
from bourse.holds.queries import hold_of, view_of
from bourse.people.actor import VISITOR
from bourse.values import Quantity
from tests.fixtures.drive import Drive
from tests.fixtures.racing import at_once

LEA = Visitor("Léa Martin", "lea@example.org")


def test_the_last_piece_goes_to_one_visitor(app: Flask, drive: Drive) -> None:
    code, unit = drive.small.door.code, drive.small.door.unit

    def asks(name: str) -> Callable[[], object]:
        def ask() -> None:
            edition = db.session.scalars(select(Edition)).one()
            visitor = Visitor(name, f"{name}@example.org")
            hold(edition, {code: Quantity(1_000, unit)}, visitor)

        return ask

    outcome = at_once(app, *(asks(name) for name in ("lea", "marc", "anne", "ali", "zoe", "luc")))
    assert outcome == ["done", *["hold_lot_gone"] * 5]
    assert drive.held("door") == 1_000


def test_a_form_that_is_sent_twice_at_once_asks_once(app: Flask, drive: Drive) -> None:
    code, unit = drive.small.tiles.code, drive.small.tiles.unit

    def ask() -> None:
        edition = db.session.scalars(select(Edition)).one()
        hold(edition, {code: Quantity(40_000, unit)}, LEA, token="of this form")

    assert at_once(app, ask, ask, ask) == ["done", "hold_asked", "hold_asked"]
    assert drive.held("tiles") == 40_000


def test_of_several_who_confirm_at_once_one_is_the_first(app: Flask, drive: Drive) -> None:
    made, _token = drive.hold(LEA, door=1_000)
    code, firsts = made.code, list[bool]()
    outcome = at_once(app, *[lambda: firsts.append(confirm(hold_of(code)))] * 3)
    assert outcome == ["done"] * 3
    assert sorted(firsts) == [False, False, True]


def test_who_confirms_and_who_cancels_at_once(app: Flask, drive: Drive) -> None:
    made, _token = drive.hold(LEA, door=1_000)
    code = made.code
    outcome = at_once(
        app,
        lambda: confirm(hold_of(code)),
        lambda: cancel(hold_of(code), by=VISITOR),
    )
    assert outcome in (["done", "done"], ["done", "hold_cancelled"])
    assert view_of(hold_of(code)).state is HoldState.CANCELLED
