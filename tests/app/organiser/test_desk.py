"""The organiser's desk over HTTP: who waits for goods that a till sold, and the case settled."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.desk.cases import open_cases
from bourse.holds.holding import Visitor, confirm
from bourse.people.models import Role
from bourse.tills.inbox import Conflict, Decision
from bourse.tills.recording import record
from tests.fixtures.drive import Drive
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

AT = "/organiser/editions/morteau-2026/desk/"


def _text(client: FlaskClient) -> str:
    return re.sub(r"<[^>]+>|[\s\u00a0\u202f]+", " ", client.get(AT).text).replace("  ", " ")


def test_goods_sold_from_under_a_visitor_are_told_and_settled(
    drive: Drive, signed_in: SignIn
) -> None:
    organiser = signed_in(Role.ORGANISER)
    made, _token = drive.hold(Visitor("Léa Martin", "lea@example.org"), boards=2_000)
    drive.act(made, confirm)
    with transaction():
        record(drive.small.device, [Device().sale((drive.small.boards, 11_000))])
    page = re.sub(r"\s+", " ", _text(organiser))
    assert "Vendu alors que c’était réservé pour un visiteur – Panneau OSB 18 mm" in page
    assert f"{made.code[0]} {made.code[1:4]} {made.code[4:]} Léa Martin 2" in page
    assert "Appelez le visiteur avant qu’il ne vienne" in page
    seller = drive.small.cashier.name
    assert re.search(rf"C1a-0001 \* \S+ \S+ {seller} ", page), "people know who sold, by name"
    case = db.session.query(Conflict).one()
    organiser.post(f"{AT}conflicts/{case.id}/settle", data={"decision": Decision.EXPLAINED.value})
    assert open_cases(drive.small.edition.id) == 0
    assert "Vendu alors" not in _text(organiser)
