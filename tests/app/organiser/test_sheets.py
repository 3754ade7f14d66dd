"""Paper sheets on the organiser's pages: printed as PDF, typed in, refused on the right field."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
import time_machine
from flask.testing import FlaskClient

from bourse.people.models import Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn

AT = "/organiser/editions/morteau-2026/"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel("2026-06-13T12:00:00Z", tick=False):
        yield


@pytest.fixture
def organiser(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    organiser = signed_in(Role.ORGANISER)
    answer = organiser.post(f"{AT}sheets/", data={"site": small.site.id, "count": 3})
    assert answer.status_code == 302
    return organiser


def form(small: SmallEdition, **values: object) -> dict[str, object]:
    return {
        "number": 2,
        "at": "2026-06-13T11:15",
        "cashier": small.cashier.code,
        "lines-0-lot": small.door.code,
        "lines-0-quantity": "1",
        "cash": str(small.door.price.decimal).replace(".", ","),
        **values,
    }


def text(client: FlaskClient, path: str) -> str:
    return str(client.get(AT + path).text).replace("\xa0", " ")


def test_the_sheets_come_as_pdf_a_number_a_page(organiser: FlaskClient) -> None:
    answer = organiser.get(f"{AT}sheets/1.pdf")
    assert answer.mimetype == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.data)
    texts = [page.get_textpage().get_text_bounded() for page in pages]
    assert [said.count(f"{number:04d}") for number, said in enumerate(texts, 1)] == [2, 2, 2]
    assert "Exemplaire de l’acheteur" in texts[0]
    assert organiser.get(f"{AT}sheets/1.pdf").data == answer.data, "the same bytes again"


def test_a_sheet_is_typed_in_and_stands_in_the_journal(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    answer = organiser.post(f"{AT}sheets/type-in", data=form(small))
    assert answer.status_code == 302, answer.text
    assert "La feuille 0002 est l’écriture 1 du journal" in text(organiser, "sheets/type-in")
    journal = text(organiser, "journal/")
    assert "C1b · feuille 0002" in journal
    assert "13/06/2026 11:15" in journal, "its true time, in the hall's zone"
    listed = text(organiser, "sheets/")
    assert "0001, 0003" in listed


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"number": 9}, "number", "Aucune feuille 9"),
        ({"at": "2026-06-14T11:15"}, "at", "encore à venir"),
        ({"lines-0-lot": "ZZZZZZ"}, "lines-0-lot", "code"),
        ({"lines-0-quantity": "0"}, "lines-0-quantity", "supérieure à zéro"),
        ({"lines-0-price": "-5"}, "lines-0-price", "Aucun ticket"),
        (
            {"lines-0-quantity": "999999999", "lines-0-price": "999999999"},
            "lines-0-price",
            "Aucun ticket",
        ),
        ({"cash": "1"}, "cash", "Les lignes font"),
        ({"cheque": "-", "cash": ""}, "cheque", ""),
    ],
)
def test_what_is_wrong_is_told_on_its_field(
    organiser: FlaskClient, small: SmallEdition, values: dict[str, object], field: str, said: str
) -> None:
    answer = organiser.post(f"{AT}sheets/type-in", data=form(small, **values))
    page = answer.text.replace("\xa0", " ")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert said in page
    assert small.door.designation in page or field == "lines-0-lot"


def test_a_used_number_is_refused_with_its_receipt(
    organiser: FlaskClient, small: SmallEdition
) -> None:
    organiser.post(f"{AT}sheets/type-in", data=form(small))
    again = organiser.post(f"{AT}sheets/type-in", data=form(small))
    assert again.status_code == 422
    assert "c’est le ticket C1b-0001" in again.text.replace("\xa0", " ")
