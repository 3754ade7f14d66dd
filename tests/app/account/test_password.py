"""Passwords by mailed link: for who reads the mailbox, once, and telling nobody else anything."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.test import TestResponse

from app import background, links
from app.links import Purpose
from bourse.clock import now
from bourse.db import transaction
from bourse.people.models import Role, User
from bourse.people.service import authenticate
from tests.fixtures.people import PASSWORD, a_user, account
from tests.fixtures.smtp import kept

NEW = "ardoises et zinc"


def ask(app: Flask, email: str) -> TestResponse:
    answer = app.test_client().post("/account/forgotten", data={"email": email})
    background.finish()
    return answer


def person(email: str = "lea@example.org", password: str | None = None) -> User:
    with transaction():
        return a_user(email, Role.ORGANISER, password=password)


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(app: Flask) -> None:
    person("known@example.org")
    person("closed@example.org")
    with transaction():
        account("closed@example.org").disabled_at = now()
    answers = [ask(app, f"{name}@example.org") for name in ("known", "closed", "nobody")]

    assert {(answer.status_code, answer.location) for answer in answers} == {
        (302, "/account/sign-in")
    }
    assert [message["To"] for message in kept()] == ["known@example.org"]


def test_an_address_that_is_none_is_refused(app: Flask) -> None:
    assert ask(app, "not an address").status_code == 422


def test_the_mailed_link_sets_a_password_once(app: Flask) -> None:
    person()
    ask(app, "lea@example.org")
    [link] = re.findall(r"http://localhost(/account/reset/\S+)", kept()[0].get_content())
    client = app.test_client()
    assert "lea@example.org" in client.get(link).text

    done = client.post(link, data={"password": NEW, "repeat": NEW})

    assert done.location == "/organiser/"
    assert client.get("/organiser/").status_code == 200
    assert authenticate("lea@example.org", NEW)
    assert account("lea@example.org").email_confirmed_at
    assert app.test_client().get(link).status_code == 410
    assert client.post(link, data={"password": PASSWORD, "repeat": PASSWORD}).status_code == 410


def test_a_short_or_mistyped_password_is_refused(app: Flask) -> None:
    path = f"/account/reset/{links.user_token(Purpose.RESET_PASSWORD, person())}"
    client = app.test_client()

    short = client.post(path, data={"password": "too short", "repeat": "too short"})
    mistyped = client.post(path, data={"password": NEW, "repeat": NEW + "x"})

    assert (short.status_code, mistyped.status_code) == (422, 422)
    assert account("lea@example.org").password_hash is None


def test_an_invited_person_says_their_name_and_sets_a_password(app: Flask) -> None:
    path = f"/account/invitation/{links.user_token(Purpose.INVITE_USER, person())}"
    client = app.test_client()
    assert 'value="Lea"' in client.get(path).text

    nameless = client.post(path, data={"name": "  ", "password": NEW, "repeat": NEW})
    done = client.post(path, data={"name": "Léa Roy", "password": NEW, "repeat": NEW})

    assert nameless.status_code == 422
    assert done.status_code == 302
    assert account("lea@example.org").name == "Léa Roy"
    assert client.get(path).status_code == 410


def test_a_link_for_another_purpose_opens_nothing(app: Flask) -> None:
    token = links.user_token(Purpose.CONFIRM_EMAIL, person())

    assert app.test_client().get(f"/account/reset/{token}").status_code == 410
    assert app.test_client().get(f"/account/invitation/{token}").status_code == 410
