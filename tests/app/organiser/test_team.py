"""The team: invited by mail, given roles and losing them, by organisers alone."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.test import TestResponse

from bourse.db import transaction
from bourse.people.models import Role
from tests.fixtures.people import SignIn, a_user, account
from tests.fixtures.smtp import kept

BOB = {"email": "bob@example.org", "name": "Bob", "roles": ["collectivity", "cashier"]}


def invited(signed_in: SignIn) -> TestResponse:
    return signed_in(Role.ORGANISER).post("/organiser/team/invite", data=BOB)


def test_an_invitation_makes_an_account_and_a_mail_that_opens_it(
    app: Flask, signed_in: SignIn
) -> None:
    assert invited(signed_in).location == "/organiser/team/"

    assert account("bob@example.org").roles == {Role.COLLECTIVITY, Role.CASHIER}
    [message] = kept()
    assert message["To"] == "bob@example.org"
    [path] = re.findall(r"http://localhost(/account/invitation/\S+)", message.get_content())
    assert app.test_client().get(path).status_code == 200


def test_who_has_a_password_keeps_it_and_is_told(signed_in: SignIn) -> None:
    with transaction():
        a_user("bob@example.org", Role.CASHIER)
    invited(signed_in)

    assert account("bob@example.org").roles == {Role.COLLECTIVITY, Role.CASHIER}
    [message] = kept()
    assert "/account/sign-in" in message.get_content()
    assert "/account/invitation/" not in message.get_content()


def test_a_wrong_address_or_no_role_invites_nobody(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    for change in ({"email": "bob"}, {"roles": []}, {"roles": ["exhibitor"]}, {"name": ""}):
        assert client.post("/organiser/team/invite", data={**BOB, **change}).status_code == 422
    assert kept() == []


def test_the_list_says_who_has_not_answered(signed_in: SignIn) -> None:
    invited(signed_in)
    page = signed_in(Role.ORGANISER, email="camille@example.org").get("/organiser/team/").text

    assert "Invité, sans mot de passe" in page
    assert "Camille" in page


def test_the_invitation_goes_out_again(signed_in: SignIn) -> None:
    invited(signed_in)
    client = signed_in(Role.ORGANISER, email="camille@example.org")
    bob = account("bob@example.org").id

    assert client.post(f"/organiser/team/{bob}/resend").status_code == 302
    assert [message["To"] for message in kept()] == ["bob@example.org"] * 2


def test_roles_are_given_and_withdrawn(signed_in: SignIn) -> None:
    with transaction():
        bob = a_user("bob@example.org", Role.CASHIER).email
    client, path = signed_in(Role.ORGANISER), f"/organiser/team/{account(bob).id}"

    assert client.post(f"{path}/grant", data={"role": "collectivity"}).location == path
    assert client.post(f"{path}/withdraw", data={"role": "cashier"}).location == path
    assert account(bob).roles == {Role.COLLECTIVITY}
    assert client.post(f"{path}/grant", data={"role": "exhibitor"}).status_code == 400
    assert "Collectivité" in client.get(path).text


def test_the_last_organiser_stays(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER, email="camille@example.org")
    path = f"/organiser/team/{account('camille@example.org').id}"

    assert client.post(f"{path}/withdraw", data={"role": "organiser"}).status_code == 409
    assert client.post(f"{path}/disable").status_code == 409
    assert client.get("/organiser/").status_code == 200


def test_an_account_closes_after_asking_and_opens_again(signed_in: SignIn) -> None:
    bob = signed_in(Role.ORGANISER, email="bob@example.org")
    client = signed_in(Role.ORGANISER, email="camille@example.org")
    path = f"/organiser/team/{account('bob@example.org').id}"

    assert "Bob" in client.get(f"{path}/disable").text
    assert client.post(f"{path}/disable").location == path
    assert bob.get("/organiser/").status_code == 302
    assert client.post(f"{path}/enable").location == path
    assert account("bob@example.org").disabled_at is None


def test_nobody_is_nobody(signed_in: SignIn) -> None:
    assert signed_in(Role.ORGANISER).get("/organiser/team/999").status_code == 404
