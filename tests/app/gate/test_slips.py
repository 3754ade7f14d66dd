"""The gate and the stand hand over what was paid, on a phone, and see what still waits."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.people.models import Role
from bourse.pickups.models import Pickup
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

GATE, NUMBER = "/gate/morteau-2026/", "C1a-0001"
STAND = "/exhibitor/morteau-2026/E01/"
UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture
def paid(small: SmallEdition) -> SmallEdition:
    """Twelve boards paid, to be collected."""
    with transaction():
        record(small.device, [Device().sale((small.boards, 12_000), is_collected_later=True)])
    return small


@pytest.fixture(params=["gate", "stand"])
def room(request: pytest.FixtureRequest, paid: SmallEdition, signed_in: SignIn) -> str:
    """Where one hands over, and as who."""
    request.node.client = (
        signed_in(Role.CASHIER)
        if request.param == "gate"
        else signed_in(company_id=paid.exhibitor.company_id)
    )
    return GATE if request.param == "gate" else STAND


@pytest.fixture
def client(request: pytest.FixtureRequest, room: str) -> FlaskClient:
    found: FlaskClient = request.node.client
    return found


def text(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    if answer.status_code == 302:
        answer = client.get(answer.headers["Location"])
    assert answer.status_code == status
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))


def hand(client: FlaskClient, room: str, quantity: str, **also: object) -> str:
    said = {"position": 1, "unit": "u", "quantity": quantity, "uuid": UUID, **also}
    answer = client.post(f"{room}slips/{NUMBER}", data=said)
    return text(client, answer.headers["Location"])


def waiting_of(room: str) -> str:
    return GATE if room == GATE else f"{STAND}to-collect/"


def test_a_receipt_leads_to_its_slip_and_is_handed_over_in_parts(
    client: FlaskClient, room: str
) -> None:
    page = text(client, f"{waiting_of(room)}?q=c1a1")
    assert "Bon d’enlèvement C1a-0001" in page
    assert "12 à remettre" in page
    page = hand(client, room, "5")
    assert "Remis : 5." in page
    assert "7 à remettre" in page
    assert "7 sur 12" in text(client, waiting_of(room))
    assert "7 à remettre" in hand(client, room, "5"), "the same form again"
    assert "Tout ce qui est sur ce bon est remis" in hand(client, room, "7", uuid=UUID[::-1])
    assert "Rien à retirer" in text(client, waiting_of(room))


def test_what_is_wrong_is_said_on_the_slip(client: FlaskClient, room: str) -> None:
    for quantity in ("13", "0", "-1", "", "beaucoup", "1,5"):
        assert "12 à remettre" in hand(client, room, quantity)
    assert "Il ne reste que 12 à remettre" in hand(client, room, "13")
    assert db.session.scalars(select(Pickup)).all() == []
    text(client, f"{room}slips/C1a-0099", 404)


def test_who_ticked_by_mistake_undoes_it(client: FlaskClient, room: str) -> None:
    hand(client, room, "5")
    made = db.session.scalars(select(Pickup)).one()
    assert made.at_gate is (room == GATE)
    page = text(client, client.post(f"{room}pickups/{made.id}/undo").headers["Location"])
    assert "C’est repris" in page
    assert "12 à remettre" in page
    assert client.post(f"{room}pickups/999/undo").status_code == 404


def test_an_unknown_receipt_or_one_without_is_said_above_the_list(
    client: FlaskClient, room: str
) -> None:
    assert "Aucun ticket ne porte ce numéro" in text(client, f"{waiting_of(room)}?q=C1a-0099")
    assert "Rien ne correspond" in text(client, f"{waiting_of(room)}?q=moquette")


def test_the_list_is_a_spreadsheet_too(client: FlaskClient, room: str) -> None:
    answer = client.get(f"{room}to-collect.xlsx")
    assert answer.status_code == 200
    rows = list(load_workbook(BytesIO(answer.data)).worksheets[1].values)
    assert rows[1][0] == NUMBER
    assert rows[1][5:] == ("12", "12")


def test_another_exhibitor_hands_nothing_over(paid: SmallEdition, signed_in: SignIn) -> None:
    stranger = signed_in(company_id=None)
    assert stranger.get(f"{STAND}slips/{NUMBER}").status_code in {403, 404}
    assert stranger.post(f"{STAND}slips/{NUMBER}").status_code in {403, 404}


def test_the_gate_is_for_organisers_and_cashiers(paid: SmallEdition, signed_in: SignIn) -> None:
    text(signed_in(Role.COLLECTIVITY), GATE, 403)
    assert signed_in(Role.ORGANISER).get("/gate/").headers["Location"] == GATE
    with transaction():
        paid.edition.status = EditionStatus.CLOSED
    assert "Aucune édition ouverte" in text(signed_in(Role.CASHIER), "/gate/")


def test_the_organiser_lists_by_exhibitor(paid: SmallEdition, signed_in: SignIn) -> None:
    client, page = signed_in(Role.ORGANISER), "/organiser/editions/morteau-2026/to-collect"
    assert NUMBER in text(client, f"{page}/?exhibitor=E01")
    assert "Rien ne correspond" in text(client, f"{page}/?exhibitor=E02")
    assert client.get(f"{page}.xlsx").status_code == 200
