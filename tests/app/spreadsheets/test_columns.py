"""Which column is which: corrected by hand, remembered for the firm; which sheet of several."""

from __future__ import annotations

import io

import openpyxl
import pytest
from flask.testing import FlaskClient

from app.spreadsheets import long_work
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


def test_columns_chosen_of_a_file_that_is_being_read_again_are_asked_for_once_more(
    seller: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = send(seller, THREE)
    look(seller, preview)
    with monkeypatch.context() as busy:
        busy.setattr(long_work, "PATIENCE_SECONDS", 0)
        busy.setattr(long_work, "HELD_SECONDS", 0)
        chosen = {"line": "1", "column-0": "designation"}
        assert seller.post(f"{preview}/columns", data=chosen).location == preview
    assert "choisissez ensuite ses colonnes une nouvelle fois" in bare(look(seller, preview))


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


def test_prices_without_vat_are_not_taken_for_the_price_and_refused_when_chosen(
    seller: FlaskClient,
) -> None:
    preview = send(seller, priced("Prix HT"))
    page = look(seller, preview)
    assert "Il manque une colonne : Prix." in bare(page)
    assert "Choisissez la colonne du prix" in bare(page)
    assert "Hors taxe : le prix demandé s’entend TTC." in bare(page)
    assert f"{preview}/keep" not in page

    choose(seller, preview)
    page = look(seller, preview)
    assert "« Prix HT » est hors taxe, et les acheteurs paient TTC." in bare(page)
    assert f"{preview}/keep" not in page
    seller.post(f"{preview}/keep")
    assert "Des lignes sont refusées" in look(seller, preview)
    assert "Choisissez la colonne du prix" in look(seller, send(seller, priced("Prix HT")))


def test_a_column_of_totals_is_questioned_when_it_is_chosen(seller: FlaskClient) -> None:
    preview = send(seller, priced("Prix total"))
    assert "C’est peut-être le prix de tout le lot" in bare(look(seller, preview))
    choose(seller, preview)
    page = look(seller, preview)
    assert "« Prix total » est lu comme le prix." in bare(page)
    assert "vaut 13 600,00 € en tout : 40 m² à 340,00 €" in bare(page)
    assert f"{preview}/keep" in page


def priced(heading: str) -> bytes:
    headings = f"Désignation;Catégorie;Quantité;Unité;État;Origine;{heading}"
    return csv(headings, "Faïence blanche;Carrelage;40;m²;Neuf emballé;Surplus neuf;340,00")


def choose(seller: FlaskClient, preview: str) -> None:
    fields = ("designation", "category", "quantity", "unit", "condition", "origin", "price")
    chosen = {f"column-{place}": field for place, field in enumerate(fields)}
    seller.post(f"{preview}/columns", data={"line": "1", **chosen})
