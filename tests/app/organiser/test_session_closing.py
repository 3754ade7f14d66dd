"""Closing a dead tablet's session on the organiser's pages: found, asked, recorded, shown."""

from __future__ import annotations

import pypdfium2
import pytest
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.tills.recording import record
from bourse.tills.service import revoke
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

AT = "/organiser/editions/morteau-2026/"


@pytest.fixture
def organiser(signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.ORGANISER)


@pytest.fixture
def dead(small: SmallEdition) -> Device:
    """A tablet revoked with its session open, after a door sold by card."""
    device = Device()
    with transaction():
        record(small.device, [device.opened(), device.sale((small.door, 1_000), mode="card")])
    with transaction():
        revoke(db.session.merge(small.device), by=SYSTEM)
    return device


def text(client: FlaskClient, path: str) -> str:
    return str(client.get(AT + path).text).replace("\xa0", " ").replace("\u202f", " ")


def form(**values: str) -> dict[str, str]:
    counted = {"cash": "98,50", "card": "25", "cheque": "0", "transfer": "0"}
    return counted | {"reason": "device_broken"} | values


def test_the_board_and_the_list_lead_to_it_and_show_it_closed(
    organiser: FlaskClient, small: SmallEdition, dead: Device
) -> None:
    path = f"sessions/{dead.session}/close"
    assert path in text(organiser, "board/")
    assert path in text(organiser, "sessions/")
    asked = text(organiser, path)
    assert "Connu à ce jour : 100,00 €" in asked
    assert 'name="transfer"' in asked

    answer = organiser.post(AT + path, data=form())
    assert answer.status_code == 302, answer.text
    listed = text(organiser, "sessions/")
    assert "La session de C1a est clôturée" in listed
    assert "l’organisateur" in listed
    assert "Tablette en panne" in listed
    assert "-1,50 €" in listed.replace("\N{MINUS SIGN}", "-")
    assert path not in listed
    assert "Révoquée" not in text(organiser, "board/")
    slip = pypdfium2.PdfDocument(organiser.get(f"{AT}sessions/{dead.session}.pdf").data)
    said = slip[0].get_textpage().get_text_bounded().replace("\xa0", " ")
    assert "par l’organisateur" in said
    assert "À la place de la tablette : Tablette en panne" in said
    assert "a clôturé une session" in str(organiser.get("/organiser/changes/").text)

    again = organiser.post(AT + path, data=form())
    assert again.status_code == 302
    assert "déjà clôturée" in text(organiser, "sessions/")
    assert organiser.get(f"{AT}sessions/nonsense/close").status_code == 404


@pytest.mark.parametrize(
    ("values", "field"),
    [({"cash": ""}, "cash"), ({"cash": "-1"}, "cash"), ({"card": "abc"}, "card")],
)
def test_what_is_wrong_is_told_on_its_field(
    organiser: FlaskClient, dead: Device, values: dict[str, str], field: str
) -> None:
    answer = organiser.post(f"{AT}sessions/{dead.session}/close", data=form(**values))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_a_reason_is_asked_for(organiser: FlaskClient, dead: Device) -> None:
    answer = organiser.post(f"{AT}sessions/{dead.session}/close", data=form(reason=""))
    assert answer.status_code == 422


def test_a_tablet_that_sells_is_closed_on_itself(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    device = Device()
    with transaction():
        record(small.device, [device.opened()])
    path = f"sessions/{device.session}/close"
    assert path not in text(organiser, "sessions/")
    assert organiser.get(AT + path).status_code == 302
    assert "vient de donner signe de vie" in text(organiser, "sessions/")
