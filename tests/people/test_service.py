"""People: roles given and taken back, accounts closed, and always one organiser left."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import event

from bourse.clock import now
from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.people import service
from bourse.people.actor import SYSTEM
from bourse.people.models import Role, User
from bourse.people.queries import actor_of
from bourse.people.team import AccountState, team
from tests.fixtures.people import PASSWORD, a_user, account


@pytest.fixture
def lea(app: Flask) -> User:
    """The only organiser."""
    with transaction():
        return a_user("lea@example.org", Role.ORGANISER)


def test_one_address_is_one_account(lea: User) -> None:
    with transaction():
        assert service.ensure_user(" Lea@EXAMPLE.org", "Someone else", by=SYSTEM) is lea
    assert lea.name == "Lea"


def test_a_password_is_long_hashed_and_ones_own(lea: User) -> None:
    with pytest.raises(BourseError, match="password_short"):
        service.hash_password("a" * 11)
    hashed = service.hash_password("ardoises et zinc")
    assert "ardoises" not in hashed
    assert service.authenticate("LEA@example.org", PASSWORD) is lea
    assert service.authenticate(lea.email, "something else") is None


def test_a_known_address_costs_what_an_unknown_one_does(lea: User) -> None:
    asked: list[str] = []

    def count(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", count)
    service.authenticate("lea@example.org", "not hers")
    known, asked[:] = list(asked), []
    db.session.rollback()
    service.authenticate("nobody@example.org", "not hers")
    event.remove(db.engine, "before_cursor_execute", count)

    assert known == asked


def test_the_last_organiser_stays(lea: User) -> None:
    for leave in (
        lambda: service.withdraw_role(lea, Role.ORGANISER, by=SYSTEM),
        lambda: service.disable(lea, by=SYSTEM),
    ):
        with pytest.raises(BourseError, match="last_organiser"), transaction():
            leave()
    assert service.authenticate(lea.email, PASSWORD)


def test_a_closed_organiser_does_not_count(lea: User) -> None:
    with transaction():
        a_user("max@example.org", Role.ORGANISER).disabled_at = now()
    with pytest.raises(BourseError, match="last_organiser"), transaction():
        service.withdraw_role(lea, Role.ORGANISER, by=SYSTEM)


def test_with_another_one_may_leave_but_not_close_oneself(lea: User) -> None:
    with transaction():
        a_user("max@example.org", Role.ORGANISER)
    with pytest.raises(BourseError, match="not_yourself"), transaction():
        service.disable(lea, by=actor_of(lea))
    with transaction():
        service.withdraw_role(lea, Role.ORGANISER, by=actor_of(lea))
    assert account("lea@example.org").roles == frozenset()


def test_a_closed_account_opens_again_with_its_roles(lea: User) -> None:
    with transaction():
        max_ = a_user("max@example.org", Role.ORGANISER)
    with transaction():
        service.disable(max_, by=actor_of(lea))
    assert service.authenticate("max@example.org", PASSWORD) is None
    with transaction():
        service.enable(max_, by=actor_of(lea))
    assert service.authenticate("max@example.org", PASSWORD) is max_
    assert max_.roles == {Role.ORGANISER}


def test_the_team_is_listed_by_name_without_exhibitors(lea: User) -> None:
    with transaction():
        a_user("bob@example.org", Role.CASHIER, Role.COLLECTIVITY, password=None)
        a_user("eve@example.org", Role.EXHIBITOR)
        a_user("zoe@example.org", Role.CASHIER).disabled_at = now()
    first = team(size=2)
    second = team(size=2, after=first.after)

    members = (*first.rows, *second.rows)
    assert [(member.name, member.state) for member in members] == [
        ("Bob", AccountState.INVITED),
        ("Lea", AccountState.ACTIVE),
        ("Zoe", AccountState.CLOSED),
    ]
    assert members[0].roles == (Role.COLLECTIVITY, Role.CASHIER)
    assert second.after is None
