"""Tills as the organiser runs them: created, enrolled by a code that a device redeems, revoked."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.desk.cases import open_cases
from bourse.people.models import Role
from bourse.tills import queries
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

AT = "/organiser/editions/morteau-2026/"


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(AT + path, follow_redirects=False)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_till_is_created_and_its_device_enrolled_by_the_code_shown_once(
    app: Flask, organiser: FlaskClient, small: SmallEdition
) -> None:
    made = organiser.post(
        AT + "tills/new", data={"site": small.site.id, "name": "Cour", "modes": ["cash", "card"]}
    )
    assert made.status_code == 302
    assert "C2 – Cour" in text(organiser, "tills/")
    page = organiser.post(AT + "tills/C2/enrol").get_data(as_text=True)
    code = re.findall(r"#code=([^\"<]+)", page)[0]
    assert "<svg" in page
    device = app.test_client().post("/till/api/enrol", json={"code": code}).get_json()
    assert device["series"] == "C2a"
    assert queries.enrolment_of(device["token"]) is not None
    again = app.test_client().post("/till/api/enrol", json={"code": code})
    assert again.status_code >= 400


def test_a_till_without_a_way_to_pay_is_refused(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    answer = organiser.post(AT + "tills/new", data={"site": small.site.id, "name": "Cour"})
    assert answer.status_code == 422


def test_a_device_is_revoked_after_asking(organiser: FlaskClient, small: SmallEdition) -> None:
    page = f"{AT}tills/devices/{small.device.id}/revoke"
    assert "Révoquer C1a" in organiser.get(page).get_data(as_text=True)
    organiser.post(page)
    db.session.expire_all()
    assert small.device.revoked_at is not None


def test_a_cashier_sells_with_the_pin_that_was_chosen(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    organiser.post(AT + "cashiers/", data={"name": "Ali", "pin": "481632"})
    assert "481632" in text(organiser, "cashiers/")
    assert "481632" not in text(organiser, "cashiers/")
    wrong = organiser.post(AT + "cashiers/", data={"name": "Zoé", "pin": "123456"})
    assert wrong.status_code == 422
    assert [row.name for row in queries.cashiers_of(small.edition.id)] == ["Camille", "Ali"]


def test_a_supervisor_is_named_and_unnamed(organiser: FlaskClient, small: SmallEdition) -> None:
    organiser.post(AT + "cashiers/", data={"name": "Ali", "pin": "481632", "is_supervisor": "y"})
    organiser.post(AT + "cashiers/K1/supervisor", data={"to": "yes"})
    assert [row.is_supervisor for row in queries.cashiers_of(small.edition.id)] == [True, True]
    organiser.post(AT + "cashiers/K2/supervisor", data={"to": "no"})
    assert [row.is_supervisor for row in queries.cashiers_of(small.edition.id)] == [True, False]
    assert "Superviseur" in text(organiser, "cashiers/")


def test_a_flagged_sale_waits_on_the_desk_until_a_person_settles_it(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    till = Device()
    with transaction():
        record(small.device, [till.sale((small.door, 1_000)), till.sale((small.door, 1_000))])
    page = text(organiser, "desk/")
    assert "Porte intérieure" in page
    assert "C1a-0002" in page
    (action,) = re.findall(r'action="([^"]+conflicts/[^"]+)"', page)
    organiser.post(action)
    assert open_cases(small.edition.id) == 0
    assert "Rien à examiner" in text(organiser, "desk/")


def test_a_price_below_the_limit_is_shown_beside_the_catalogues(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    till = Device()
    dear = till.line(small.door, 1_000, 1, "negotiated")
    with transaction():
        record(small.device, [till.basket([dear], {"mode": "cash"}, approved_by="K9")])
    page = text(organiser, "desk/")
    assert "au lieu de" in page
    assert "négocié" in page
    assert "approuvé par K9" in page


def test_a_session_that_differs_is_seen_with_its_reason_and_slip(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    assert "Aucune session" in text(organiser, "sessions/")
    till = Device()
    counts = [{"mode": "cash", "expected_cents": 10_000, "counted_cents": 9_950}]
    with transaction():
        closed = till.closed(9_950, counts=counts, reason="change_error")
        record(small.device, [till.opened(), closed])
    page = text(organiser, "sessions/")
    assert "-0,50" in page
    assert "Erreur de rendu" in page
    assert page.count(f" · {small.cashier.name}") == 2, "who opened and who closed it, by name"
    slip = organiser.get(f"{AT}sessions/{till.session}.pdf")
    assert (slip.status_code, slip.mimetype) == (200, "application/pdf")


@pytest.mark.parametrize("page", ["tills/", "cashiers/", "desk/", "tills/new"])
def test_they_are_the_organisers(small: SmallEdition, signed_in: SignIn, page: str) -> None:
    assert signed_in(Role.CASHIER).get(AT + page).status_code == 403
