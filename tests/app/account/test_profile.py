"""My account: mine alone, and its password for who knows the present one."""

from __future__ import annotations

from flask import Flask

from bourse.people.models import Role
from bourse.people.service import authenticate
from tests.fixtures.people import PASSWORD, SignIn, account

NEW = "ardoises et zinc"


def test_strangers_sign_in_first(app: Flask) -> None:
    for path in ("/account/", "/account/password"):
        assert app.test_client().get(path).location == f"/account/sign-in?next={path}"
    assert app.test_client().post("/account/", data={"name": "Max"}).status_code == 302


def test_one_sees_and_changes_ones_name(signed_in: SignIn) -> None:
    client = signed_in(Role.CASHIER, email="lea@example.org")
    assert 'value="Lea"' in client.get("/account/").text

    assert client.post("/account/", data={"name": "Léa"}).location == "/account/"
    assert client.post("/account/", data={"name": " "}).status_code == 422
    assert account("lea@example.org").name == "Léa"


def test_a_new_password_wants_the_present_one_and_keeps_this_session(signed_in: SignIn) -> None:
    client = signed_in(Role.CASHIER, email="lea@example.org")
    values = {"present": "not mine", "password": NEW, "repeat": NEW}

    assert client.post("/account/password", data=values).status_code == 422
    assert authenticate("lea@example.org", PASSWORD)
    done = client.post("/account/password", data={**values, "present": PASSWORD})
    assert done.location == "/account/"
    assert authenticate("lea@example.org", NEW)
    assert client.get("/account/").status_code == 200
