"""Signed links: for one purpose, one person, once, for a time; and never to a foreign host."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from app import links
from app.links import AGES, Purpose
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.people import service
from bourse.people.actor import SYSTEM
from bourse.people.models import User

START = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def user(app: Flask) -> User:
    with transaction():
        return service.ensure_user("lea@example.org", "Léa", by=SYSTEM)


def dead(token: str, purpose: Purpose = Purpose.RESET_PASSWORD) -> bool:
    try:
        links.user_of(purpose, token)
    except BourseError as error:
        return error.code == "link_dead"
    return False


def test_a_link_names_its_person_for_one_purpose(user: User) -> None:
    token = links.user_token(Purpose.RESET_PASSWORD, user)

    assert links.user_of(Purpose.RESET_PASSWORD, token) is user
    assert dead(token, Purpose.INVITE_USER)
    assert dead(token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1])
    assert dead("")


def test_a_new_password_ends_older_links(user: User) -> None:
    token = links.user_token(Purpose.RESET_PASSWORD, user)
    with transaction():
        service.set_password(user, "a hash", by=SYSTEM)

    assert dead(token)


def test_a_closed_account_has_no_links(user: User) -> None:
    with transaction():
        service.disable(user, by=SYSTEM)
    assert dead(links.user_token(Purpose.RESET_PASSWORD, user))


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_lives_as_long_as_said(user: User, purpose: Purpose) -> None:
    with time_machine.travel(START, tick=False):
        token = links.user_token(purpose, user)
    with time_machine.travel(START + AGES[purpose], tick=False):
        assert not dead(token, purpose)
    with time_machine.travel(START + AGES[purpose] + timedelta(seconds=1), tick=False):
        assert dead(token, purpose)


def test_other_values_travel_whole(app: Flask) -> None:
    token = links.sign(Purpose.INVITE_COMPANY, 12, "morteau-2026")

    assert links.unsign(Purpose.INVITE_COMPANY, token) == [12, "morteau-2026"]


@pytest.mark.parametrize(
    ("public_url", "host", "root"),
    [
        ("https://bourse.example/", "evil.example", "https://bourse.example"),
        (None, "evil.example", links.LOCAL_ROOT),
        (None, "localhost:5003", "http://localhost:5003"),
        (None, "192.168.1.20:5000", "http://192.168.1.20:5000"),
        (None, "8.8.8.8", links.LOCAL_ROOT),
    ],
)
def test_an_address_leads_here(app: Flask, public_url: str | None, host: str, root: str) -> None:
    app.config["PUBLIC_URL"] = public_url
    with app.test_request_context(base_url=f"http://{host}"):
        assert links.address("account.sign_in") == f"{root}/account/sign-in"


def test_the_command_line_knows_the_address_too(app: Flask) -> None:
    app.config["PUBLIC_URL"] = "https://bourse.example"

    assert links.address("account.sign_in") == "https://bourse.example/account/sign-in"
