"""The cheques to deposit: by session, less what was given back; and what cashiers may mark down."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from bourse.db import transaction
from bourse.tills.cheques import cheques, every_cheque, to_deposit
from bourse.tills.recording import record
from bourse.values import Money
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

AT = "/organiser/editions/morteau-2026/"


def cheque(number: str | None, cents: int, exhibitor: str = "E01") -> dict[str, object]:
    named = {"reference": number} if number else {}
    paid = {"mode": "cheque", "amount_cents": cents, "tendered_cents": None, **named}
    return {**paid, "exhibitor": exhibitor}


@pytest.fixture
def taken(small: SmallEdition) -> list[str]:
    """Two sessions: 10 m² by two cheques of which one came back, a door by one without number."""
    till, other = Device(), Device()
    other.sent, other.receipts = 3, 2
    tiles = till.basket(
        [till.line(small.tiles, 10_000)], cheque("0000001", 5_000), cheque("0000002", 3_500)
    )
    card = till.sale((small.boards, 1_000), mode="card")
    back = {**tiles, "lines": [till.line(small.tiles, 10_000)]}
    half = till.reversal(back)
    half["lines"][0].update(quantity_milli=-4_118, total_cents=-3_500, weight_g=-74_124)
    half["total_cents"] = -3_500
    half["payments"] = [cheque(None, -3_500)]
    other.prev = till.prev
    door = other.basket([other.line(small.door, 1_000)], cheque(None, 2_500))
    with transaction():
        record(small.device, [tiles, card, half, door])
    return [till.session, other.session]


def test_what_came_back_is_not_deposited(small: SmallEdition, taken: list[str]) -> None:
    rows = every_cheque(small.edition.id)
    assert [(row.receipt, row.reference, row.amount, row.left) for row in rows] == [
        ("C1a-0001", "0000001", Money(5_000), Money(5_000)),
        ("C1a-0001", "0000002", Money(3_500), Money(0)),
        ("C1a-0003", None, Money(2_500), Money(2_500)),
    ]
    assert to_deposit(small.edition.id) == sum((row.left for row in rows), Money(0))


def test_a_session_has_its_own_list_and_pages_go_on(small: SmallEdition, taken: list[str]) -> None:
    edition = small.edition.id
    assert [to_deposit(edition, session=one) for one in taken] == [Money(5_000), Money(2_500)]
    assert len(every_cheque(edition, session=taken[0])) == 2
    page = cheques(edition, size=1)
    assert (len(page.rows), page.after) == (2, "1")
    assert [row.receipt for row in cheques(edition, size=1, after=page.after).rows] == ["C1a-0003"]


def test_the_page_and_the_spreadsheet_say_the_same(
    organiser: FlaskClient, taken: list[str]
) -> None:
    page = organiser.get(AT + "cheques/").text
    assert "0000001" in page
    assert "C1a · Camille" in page
    total = "À déposer : 75,00 €".replace(" :", "\N{NO-BREAK SPACE}:")
    assert total.replace("0 €", "0\N{NO-BREAK SPACE}€") in page
    one = organiser.get(f"{AT}cheques/?session={taken[1]}").text
    assert "0000001" not in one
    assert "Sans numéro" in one
    file = organiser.get(AT + "cheques.xlsx")
    sheet = load_workbook(BytesIO(file.data))["Carrelages du Doubs"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][0] == "0000001"
    assert [float(cell) for cell in rows[-1][-3:]] == [110.0, 35.0, 75.0]


def test_without_a_cheque_the_page_says_so(organiser: FlaskClient) -> None:
    assert "Pas encore de chèque" in organiser.get(AT + "cheques/").text


def test_strangers_see_no_cheque(small: SmallEdition, signed_in: SignIn) -> None:
    stranger = signed_in(email="a@example.org", company_id=small.exhibitor.company_id)
    assert stranger.get(AT + "cheques/").status_code == 403
    assert stranger.get(AT + "cheques.xlsx").status_code == 403


def test_the_limit_of_markdowns_is_the_organisers_to_set(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    assert "20\N{NO-BREAK SPACE}%" in organiser.get(AT + "tills/").text
    assert organiser.post(AT + "tills/rules", data={"limit": "101"}).status_code == 422
    assert organiser.post(AT + "tills/rules", data={"limit": ""}).status_code == 422
    assert organiser.post(AT + "tills/rules", data={"limit": "12,5"}).status_code == 302
    assert "12,5\N{NO-BREAK SPACE}%" in organiser.get(AT + "tills/").text
    assert small.edition.cashier_markdown_bp == 1_250
