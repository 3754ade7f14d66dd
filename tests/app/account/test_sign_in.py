"""Signing in and out: only with one's own password, only to a page of ours, and not too often."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.account.landing import is_local
from bourse.clock import now
from bourse.db import transaction
from bourse.people import service
from bourse.people.actor import SYSTEM
from bourse.people.models import Role, User
from tests.fixtures.people import PASSWORD, SignIn, a_user, account


@pytest.fixture
def lea(app: Flask) -> User:
    with transaction():
        return a_user("lea@example.org", Role.ORGANISER)


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
    values = {"email": email, "password": password, **more}
    return client.post("/account/sign-in", data=values)


def test_the_right_password_opens_the_room_of_ones_role(app: Flask, lea: User) -> None:
    client = app.test_client()
    answer = sign_in(client, " Lea@Example.org ")

    assert (answer.status_code, answer.location) == (302, "/organiser/")
    assert client.get("/organiser/").status_code == 200


def test_every_failure_reads_the_same(app: Flask, lea: User) -> None:
    with transaction():
        a_user("invited@example.org", Role.ORGANISER, password=None)
        a_user("closed@example.org", Role.ORGANISER).disabled_at = now()
    tries = {
        "lea@example.org": "another password",
        "nobody@example.org": PASSWORD,
        "invited@example.org": PASSWORD,
        "closed@example.org": PASSWORD,
    }
    pages = set()
    for email, password in tries.items():
        answer = sign_in(app.test_client(), email, password)
        assert answer.status_code == 422
        pages.add(answer.text.replace(email, "…"))
    assert len(pages) == 1


def test_one_lands_where_one_was_going(app: Flask, lea: User) -> None:
    client = app.test_client()
    asked = client.get("/organiser/?page=2")
    assert asked.location == f"/account/sign-in?next={quote('/organiser/?page=2', safe='/?')}"
    page = client.get(asked.location)
    assert 'value="/organiser/?page=2"' in page.text

    assert sign_in(client, lea.email, next="/organiser/?page=2").location == "/organiser/?page=2"
    assert client.get(asked.location).location == "/organiser/?page=2"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/organiser\r\nSet-Cookie: a=b",
        "organiser",
        "",
    ],
)
def test_a_foreign_address_is_never_next(app: Flask, lea: User, address: str) -> None:
    assert not is_local(address)
    assert sign_in(app.test_client(), lea.email, next=address).location == "/organiser/"


def test_signing_out_takes_a_post_and_ends_the_session(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)

    assert client.get("/account/sign-out").status_code == 405
    assert client.post("/account/sign-out").location == "/"
    assert client.get("/organiser/").status_code == 302


def test_a_new_password_or_a_closed_account_ends_every_session(
    app: Flask, signed_in: SignIn
) -> None:
    lea = signed_in(Role.ORGANISER, email="lea@example.org")
    max_ = signed_in(Role.ORGANISER, email="max@example.org")
    assert (lea.get("/organiser/").status_code, max_.get("/organiser/").status_code) == (200, 200)

    with transaction():
        service.set_password(account("lea@example.org"), "a hash", by=SYSTEM)
        service.disable(account("max@example.org"), by=SYSTEM)
    assert (lea.get("/organiser/").status_code, max_.get("/organiser/").status_code) == (302, 302)


def test_ten_failures_close_an_account_for_a_while_and_only_that_one(
    app: Flask, lea: User, throttled: None
) -> None:
    with transaction():
        a_user("max@example.org", Role.CASHIER)
    for _try in range(10):
        assert sign_in(app.test_client(), lea.email, "wrong").status_code == 422

    refused = sign_in(app.test_client(), "LEA@example.org")
    assert refused.status_code == 429
    assert sign_in(app.test_client(), "max@example.org").status_code == 302


def test_one_device_does_not_try_every_account(
    app: Flask, lea: User, throttled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as quick:
        quick.setattr(service, "check_password_hash", lambda _hash, _password: False)
        for number in range(60):
            sign_in(app.test_client(), f"n{number // 9}@example.org", "wrong")

    assert sign_in(app.test_client(), lea.email).status_code == 429


def test_success_is_not_counted(app: Flask, lea: User, throttled: None) -> None:
    for _time in range(12):
        assert sign_in(app.test_client(), lea.email).status_code == 302
