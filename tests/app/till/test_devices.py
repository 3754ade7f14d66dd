"""Someone with an account takes a till for the device they hold, without a code to type."""

from __future__ import annotations

from flask import Flask

from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.people.models import AdminEvent, Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn


def test_a_cashiers_account_takes_a_till_and_sells_at_once(
    app: Flask, small: SmallEdition, signed_in: SignIn
) -> None:
    cashier = signed_in(Role.CASHIER)
    page = cashier.get("/till/devices").text
    assert "C1 – Sortie" in page
    assert "Bourse aux Matériaux de Morteau" in page
    led = cashier.post(f"/till/devices/{small.till.id}")
    address, _, code = led.location.partition("#code=")
    assert (led.status_code, address) == (302, "/till/enrol")
    given = app.test_client().post("/till/api/enrol", json={"code": code}).get_json()
    assert given["series"] == "C1b"
    asked = db.session.query(AdminEvent).filter_by(verb="till.enrol").one()
    assert asked.subject == f"till:{small.till.id}"


def test_a_closed_edition_and_a_till_out_of_use_are_not_offered(
    small: SmallEdition, signed_in: SignIn
) -> None:
    organiser = signed_in(Role.ORGANISER)
    with transaction():
        small.till.retired_at = now()
    assert "C1 – Sortie" not in organiser.get("/till/devices").text
    assert organiser.post(f"/till/devices/{small.till.id}").status_code == 404
    with transaction():
        small.till.retired_at, small.edition.status = None, EditionStatus.CLOSED
    assert "Aucune caisse" in organiser.get("/till/devices").text
    assert organiser.post(f"/till/devices/{small.till.id}").status_code == 404


def test_only_who_sells_and_who_organises_may(
    app: Flask, small: SmallEdition, signed_in: SignIn
) -> None:
    assert "/account/sign-in" in app.test_client().get("/till/devices").location
    assert signed_in(Role.COLLECTIVITY).get("/till/devices").status_code == 403
    assert signed_in(Role.EXHIBITOR).post(f"/till/devices/{small.till.id}").status_code == 403
