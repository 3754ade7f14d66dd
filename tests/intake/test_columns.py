"""Columns are found by the words people head them with, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.intake.columns import Heading, find_heading
from bourse.intake.lots import NAMES
from bourse.intake.table import Row, Table


def heading(*lines: str) -> Heading:
    rows = (Row(line, tuple(text.split(";"))) for line, text in enumerate(lines, start=1))
    return find_heading(Table(tuple(rows)), NAMES)


def fields(line: str) -> list[str | None]:
    """What each column of a line of headings is."""
    columns = {place: field for field, place in heading(line).columns.items()}
    return [columns.get(place) for place in range(line.count(";") + 1)]


@pytest.mark.parametrize(
    "line",
    [
        "Réf.;Désignation;Catégorie;Qté;U;État;Origine;P.U. TTC (€);Prix neuf;Poids unitaire (kg)",
        "N°;LIBELLÉ;famille;Quantités;Unité de vente;etat;provenance;Tarif;Valeur neuve;Masse (g)",
        "SKU;Name;Category;Qty;Unit;Condition;Origin;Price per unit [€];New price;Unit weight",
        "Code;Article;Rayon;Nb;Unités;État du produit;Source;Prix/m²;Prix public;Poids/pièce",
    ],
)
def test_headings_are_known_in_many_words(line: str) -> None:
    assert fields(line) == [
        "own_reference",
        "designation",
        "category",
        "quantity",
        "unit",
        "condition",
        "origin",
        "price",
        "reference_price",
        "unit_weight",
    ]


@given(st.permutations(["Réf", "Désignation", "Catégorie", "Quantité", "Prix", "Prix neuf"]))
def test_the_order_of_columns_is_free(headings: list[str]) -> None:
    columns = heading(";".join(headings)).columns
    assert {field: headings[column] for field, column in columns.items()} == {
        "own_reference": "Réf",
        "designation": "Désignation",
        "category": "Catégorie",
        "quantity": "Quantité",
        "price": "Prix",
        "reference_price": "Prix neuf",
    }


def test_a_description_is_the_designation_only_where_nothing_else_is() -> None:
    assert fields("Description;Prix") == ["designation", "price"]
    assert fields("Description;Produit;Prix") == ["description", "designation", "price"]


def test_what_is_not_per_unit_or_without_vat_is_left_alone_and_named() -> None:
    found = heading("Désignation;Prix HT;Prix total;Poids total;Prix TTC;Emplacement")
    assert dict(found.columns) == {"designation": 0, "price": 4}
    assert found.unused == ("Prix HT", "Prix total", "Poids total", "Emplacement")


def test_titles_may_stand_above() -> None:
    found = heading(
        "Toitures du Saut", "Liste du prix;13 juin", "Désignation;Prix;Qté", "Tuile;1;2"
    )
    assert (found.row.line, found.text("price"), found.text("unit")) == (3, "Prix", "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Tuile;12;0,80", "heading_missing"),
        ("Désignation;Notre stock", "heading_missing"),
        ("Désignation;Prix;Qté;Prix (€)", "heading_twice"),
    ],
)
def test_headings_that_cannot_be_understood_are_refused(line: str, code: str) -> None:
    with pytest.raises(BourseError) as refused:
        heading(line)
    assert refused.value.code == code
