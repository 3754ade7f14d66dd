"""The corner of every page: who is signed in, where they may go, and the way out."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient

from app.security import signed_in
from bourse.db import db, transaction
from bourse.people import service
from bourse.people.actor import SYSTEM
from bourse.people.models import Role


def organiser(app: Flask) -> FlaskClient:
    """A browser in which Colette, organiser and collectivity, has signed in."""
    with transaction():
        user = service.ensure_user("colette@example.org", "Colette", by=SYSTEM)
        service.grant(user, Role.ORGANISER, by=SYSTEM)
        service.grant(user, Role.COLLECTIVITY, by=SYSTEM)
    app.test_client_class = FlaskLoginClient
    return app.test_client(user=signed_in(user))


def page(client: FlaskClient) -> str:
    db.session.remove()
    return client.get("/").get_data(as_text=True)


def test_a_visitor_is_offered_to_sign_in(app: Flask) -> None:
    seen = page(app.test_client())

    assert 'href="/account/sign-in"' in seen
    assert "/account/sign-out" not in seen


def test_a_person_sees_their_rooms_and_no_other(app: Flask) -> None:
    seen = page(organiser(app))

    assert "Colette" in seen
    assert ">Organisation</a>" in seen
    assert ">Bilans</a>" in seen
    assert ">Mon stand</a>" not in seen
    assert ">Caisse</a>" not in seen


def test_signing_out_closes_the_rooms(app: Flask) -> None:
    client = organiser(app)
    assert client.get("/organiser/").status_code == 200

    assert client.post("/account/sign-out").status_code == 302

    assert client.get("/organiser/").status_code == 302
    assert "Colette" not in page(client)


def test_a_link_cannot_sign_someone_out(app: Flask) -> None:
    client = organiser(app)

    assert client.get("/account/sign-out").status_code == 405
    assert "Colette" in page(client)
