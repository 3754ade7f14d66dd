"""No price without VAT, of a whole lot or once paid is ever taken for the price that is asked."""

from __future__ import annotations

import pytest

from bourse.intake.guessing import columns_of, guess
from bourse.intake.lots import read_lots
from bourse.intake.price_headings import PriceDoubt, doubt_of
from bourse.intake.reading import read_table
from bourse.intake.table import Table
from tests.fixtures.edition import SmallEdition
from tests.intake.spreadsheets import csv

SAID = "Réf;Désignation;Catégorie;Quantité;Unité;État;Origine"
ROWS = (
    "C-1;Faïence blanche 20 × 20;Carrelage;40;m²;Neuf emballé;Surplus neuf;340,00 €",
    "C-2;Faïence noire 20 × 20;Carrelage;30;m²;Neuf emballé;Surplus neuf;12,50",
)
DOUBTFUL = {
    "Prix HT": PriceDoubt.WITHOUT_VAT,
    "Prix (HT)": PriceDoubt.WITHOUT_VAT,
    "Prix unitaire HT": PriceDoubt.WITHOUT_VAT,
    "PU HT": PriceDoubt.WITHOUT_VAT,
    "P.U. H.T. (€)": PriceDoubt.WITHOUT_VAT,
    "PUHT": PriceDoubt.WITHOUT_VAT,
    "Prix HTVA": PriceDoubt.WITHOUT_VAT,
    "Tarif hors taxes": PriceDoubt.WITHOUT_VAT,
    "Prix de vente [€ HT / m²]": PriceDoubt.WITHOUT_VAT,
    "Prix HT/TTC": PriceDoubt.WITHOUT_VAT,
    "Price excl. VAT": PriceDoubt.WITHOUT_VAT,
    "Price before tax": PriceDoubt.WITHOUT_VAT,
    "Prix total HT": PriceDoubt.WITHOUT_VAT,
    "Prix total": PriceDoubt.OF_ALL,
    "Prix (total)": PriceDoubt.OF_ALL,
    "Montant TTC": PriceDoubt.OF_ALL,
    "Total": PriceDoubt.OF_ALL,
    "Valeur du stock": PriceDoubt.OF_ALL,
    "Prix du lot": PriceDoubt.OF_ALL,
    "Total amount": PriceDoubt.OF_ALL,
    "Prix d'achat": PriceDoubt.PAID,
    "Prix d’achat TTC": PriceDoubt.PAID,
    "Coût de revient": PriceDoubt.PAID,
    "Purchase cost": PriceDoubt.PAID,
    "Prix neuf en magasin": PriceDoubt.NEW,
}
ASKED = (
    *("Prix", "Prix TTC", "PU TTC", "PU", "Prix unitaire", "Prix unitaire TTC (€)", "Prix/m²"),
    *("Montant unitaire", "Montant TTC par unité", "Prix de vente", "Tarif", "Asking price"),
    *("Prix TTC (HT × 1,2)", "Prix souhaité", "PV TTC", "Price incl. VAT"),
)


def sent(heading: str, *rows: str) -> Table:
    return read_table(csv(f"{SAID};{heading}", *(rows or ROWS)))


@pytest.mark.parametrize(("heading", "doubt"), DOUBTFUL.items())
def test_another_price_is_never_guessed_to_be_the_one_asked(
    small: SmallEdition, heading: str, doubt: PriceDoubt
) -> None:
    table = sent(heading)
    found = guess(table, {})
    assert set(found.columns) == {
        *("own_reference", "designation", "category", "quantity", "unit", "condition", "origin")
    }
    assert columns_of(table, found)[-1].doubt is doubt
    read = read_lots(table, small.edition, found)
    assert [(fault.field, fault.error.code) for fault in read.faults] == [
        ("price", "column_missing")
    ]


@pytest.mark.parametrize("heading", ASKED)
def test_the_price_of_one_unit_is_guessed(small: SmallEdition, heading: str) -> None:
    table = sent(heading)
    found = guess(table, {})
    assert doubt_of(heading) is None
    assert found.columns["price"] == 7
    read = read_lots(table, small.edition, found)
    assert [row.draft.price.cents for row in read.rows] == [34_000, 1_250]


@pytest.mark.parametrize("heading", ["Longueur (m)", "Poids total (kg)", "Épaisseur"])
def test_what_is_measured_is_no_price_for_being_written_like_one(
    small: SmallEdition, heading: str
) -> None:
    rows = [row.replace(" €", "") for row in ROWS]
    assert "price" not in guess(sent(heading, *rows), {}).columns


def test_an_amount_is_no_quantity_where_the_file_has_none(small: SmallEdition) -> None:
    table = read_table(csv("Désignation;Prix;Montant TTC", "Porte chêne;25,00;50,00"))
    assert dict(guess(table, {}).columns) == {"designation": 0, "price": 1}


def test_what_was_once_chosen_is_never_a_price_without_vat(small: SmallEdition) -> None:
    table = sent("PU HT")
    assert "price" not in guess(table, {"pu ht": "price"}).columns
    assert guess(sent("Prix total"), {"prix total": "price"}).columns["price"] == 7
    assert "price" not in guess(sent("Prix (HT)"), {"prix": "price"}).columns


def test_prices_without_vat_are_refused_by_their_column_whoever_chose_it(
    small: SmallEdition,
) -> None:
    table = sent("Prix HT")
    heading = guess(table, {})
    heading = type(heading)(heading.row, {**heading.columns, "price": 7})
    read = read_lots(table, small.edition, heading)
    assert read.rows == ()
    assert [(fault.heading, fault.error.code) for fault in read.faults] == [
        ("Prix HT", "column_without_vat")
    ]


def test_a_cell_says_it_in_as_many_words_as_a_heading(small: SmallEdition) -> None:
    rows = [ROWS[1].replace("12,50", text) for text in ("12,50 € H.T.", "12,50 hors taxe", "12 HT")]
    table = sent("Prix", *rows)
    read = read_lots(table, small.edition, guess(table, {}))
    codes = [fault.error.code for fault in read.faults if fault.field == "price"]
    assert codes == ["price_without_vat"] * 3
