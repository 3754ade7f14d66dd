"""Which column is which: corrected by hand, remembered for the firm; which sheet of several."""

from __future__ import annotations

import io

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.fixtures.importing import THREE, bare, look, send
from tests.intake.spreadsheets import BOARD, HEADINGS, TILES, csv

pytestmark = pytest.mark.usefixtures("patience")


def test_columns_are_corrected_and_remembered_for_the_firm(seller: FlaskClient) -> None:
    file = csv("Machin;Truc;Combien;Genre", "Porte chêne;25,00 €;2;MIN", "Volet;12,00 €;4;MIN")
    preview = send(seller, file)
    chosen = {
        "line": "1",
        "column-0": "designation",
        "column-1": "price",
        "column-2": "quantity",
        "column-3": "category",
        "otherwise-condition": "good",
        "otherwise-origin": "dismantled",
    }
    assert seller.post(f"{preview}/columns", data=chosen).location == preview
    page = bare(look(seller, preview))
    assert "2 lots arrivent en brouillon" in page
    assert page.count("Bon état") >= 2

    again = look(seller, send(seller, file))
    for place, field in enumerate(("designation", "price", "quantity", "category")):
        start = again.index(f'name="column-{place}"')
        assert f'value="{field}" selected' in again[start : start + 1200].split("</select>")[0]


def test_a_column_is_chosen_once(seller: FlaskClient) -> None:
    preview = send(seller, THREE)
    look(seller, preview)
    twice = {"line": "1", "column-0": "price", "column-1": "price"}
    page = bare(look(seller, str(seller.post(f"{preview}/columns", data=twice).location)))
    assert "Deux colonnes sont dites « Prix »" in page


def test_one_of_several_sheets_is_chosen(seller: FlaskClient, workbook: bytes) -> None:
    preview = send(seller, workbook, "classeur.xlsx")
    page = look(seller, preview)
    assert "Faïence" in page
    assert "Cachée" not in page
    seller.post(f"{preview}/columns", data={"sheet": "2"})
    other = look(seller, preview)
    assert "Panneau OSB" in other
    assert "Faïence" not in other


@pytest.fixture
def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Dépôt"
    for line in (HEADINGS, TILES):
        book.active.append(line.split(";"))
    hidden = book.create_sheet("Cachée")
    hidden.sheet_state = "hidden"
    hidden.append(["secret"])
    second = book.create_sheet("Atelier")
    for line in (HEADINGS, BOARD):
        second.append(line.split(";"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
