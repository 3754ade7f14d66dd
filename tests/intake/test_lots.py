"""Rows become drafts, or faults that name their line, their column and what stands there."""

from __future__ import annotations

import pytest

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.intake.lots import LotSheet, read_lots
from bourse.intake.reading import read_table
from bourse.lots.models import Condition, Origin
from bourse.lots.service import LotDraft
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.intake.spreadsheets import BOARD, DOOR, HEADINGS, TILES, csv, ods, ods_text

FIELDS = HEADINGS.split(";")


def sheet(small: SmallEdition, *lines: str) -> LotSheet:
    return read_lots(read_table(csv(*lines)), small.edition)


def row(**changed: str) -> str:
    """The tiles' row with other cells, by heading (Prix_neuf for "Prix neuf")."""
    cells = dict(zip(FIELDS, TILES.split(";"), strict=True))
    for name, text in changed.items():
        cells[next(field for field in FIELDS if field.startswith(name.replace("_", " ")))] = text
    return ";".join(cells.values())


def faults(small: SmallEdition, *rows: str) -> list[tuple[int, str, str, str]]:
    found = sheet(small, HEADINGS, *rows).faults
    return [(fault.line, fault.heading, fault.value, fault.error.code) for fault in found]


def test_a_row_becomes_a_draft(small: SmallEdition) -> None:
    read = sheet(small, HEADINGS, TILES, DOOR)
    assert read.faults == ()
    assert read.rows[0].draft == LotDraft(
        designation="Faïence blanche 20 × 20",
        category="CAR",
        quantity=Quantity(40_000, Unit.M2),
        condition=Condition.NEW_PACKED,
        origin=Origin.NEW_SURPLUS,
        price=Money(850),
        weight=WeightDraft(method=WeightMethod.DECLARED, unit_weight=Weight(18_000)),
        reference_price=Money(3_000),
        own_reference="C-1",
    )
    door = read.rows[1].draft
    assert (door.reference_price, door.weight.method) == (None, WeightMethod.UNKNOWN)


def test_every_kind_of_file_is_understood_alike(small: SmallEdition) -> None:
    lines = (HEADINGS, TILES, DOOR, BOARD)
    open_document = ods("".join(map(ods_text, line.split(";"))) for line in lines)
    read = read_lots(read_table(open_document), small.edition)
    assert [row.draft for row in read.rows] == [row.draft for row in sheet(small, *lines).rows]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"Désignation": ""}, ("Désignation", "", "cell_empty")),
        ({"Désignation": "x" * 201}, ("Désignation", "x" * 201, "cell_long")),
        ({"Réf": "r" * 61}, ("Réf", "r" * 61, "cell_long")),
        ({"Catégorie": "porte"}, ("Catégorie", "porte", "category_unclear")),
        ({"Quantité": "douze"}, ("Quantité", "douze", "number_unreadable")),
        ({"Quantité": "1,5", "Unité": "u"}, ("Quantité", "1,5", "quantity_not_whole")),
        ({"Quantité": "40 u"}, ("Quantité", "40 u", "unit_differs")),
        ({"Unité": "toises"}, ("Unité", "toises", "unit_unknown")),
        ({"Unité": "forfait"}, ("Unité", "forfait", "unit_whole")),
        ({"Unité": ""}, ("Unité", "", "unit_missing")),
        ({"État": "moyen+"}, ("État", "moyen+", "condition_unknown")),
        ({"Origine": "grenier"}, ("Origine", "grenier", "origin_unknown")),
        ({"Prix": "8,505"}, ("Prix", "8,505", "number_too_precise")),
        ({"Prix": "8,50 € HT"}, ("Prix", "8,50 € HT", "price_without_vat")),
        ({"Prix": "8,50 €/u"}, ("Prix", "8,50 €/u", "unit_differs")),
        ({"Prix neuf": "cher"}, ("Prix neuf", "cher", "number_unreadable")),
        ({"Poids": "lourd"}, ("Poids unitaire (kg)", "lourd", "number_unreadable")),
    ],
)
def test_a_wrong_cell_is_named(
    small: SmallEdition, changed: dict[str, str], fault: tuple[str, str, str]
) -> None:
    assert faults(small, DOOR, row(**changed)) == [(3, *fault)]


def test_every_wrong_cell_of_a_row_is_named_at_once(small: SmallEdition) -> None:
    bad = row(Désignation="", Prix="gratuit", Origine="?")
    assert [found[1:] for found in faults(small, bad, TILES)] == [
        ("Désignation", "", "cell_empty"),
        ("Origine", "?", "origin_unknown"),
        ("Prix", "gratuit", "number_unreadable"),
    ]


def test_the_unit_is_taken_from_where_it_is_said(small: SmallEdition) -> None:
    lines = [
        row(Unité="", Quantité="12,5 m²"),
        row(Unité="", Prix="8,50 €/m²"),
        row(Unité="", Catégorie="MIN"),
    ]
    lines = [line.replace("C-1", f"C-{number}") for number, line in enumerate(lines)]
    read = sheet(small, HEADINGS, *lines)
    assert read.faults == ()
    assert [found.draft.quantity.unit for found in read.rows] == [Unit.M2, Unit.M2, Unit.PIECE]


def test_an_unknown_weight_takes_the_usual_one_of_its_category(small: SmallEdition) -> None:
    with transaction():
        for category in small.edition.categories:
            category.default_weight_g = 20_000 if category.category_code == "MIN" else None
    assert sheet(small, HEADINGS, DOOR).rows[0].draft.weight == WeightDraft(
        method=WeightMethod.CATEGORY_DEFAULT
    )
    db.session.rollback()


def test_a_missing_column_is_said_once(small: SmallEdition) -> None:
    found = sheet(small, "Désignation;Prix;Qté;Origine", "Tuile;1;3;dépose").faults
    assert [(fault.line, fault.field, fault.error.code) for fault in found] == [
        (1, "category", "column_missing"),
        (1, "condition", "column_missing"),
    ]


def test_a_reference_stands_once(small: SmallEdition) -> None:
    assert faults(small, TILES, DOOR, TILES) == [(4, "Réf", "C-1", "reference_twice")]
    small_letters = TILES.replace("C-1", "c-1")
    assert faults(small, TILES, DOOR, small_letters) == [(4, "Réf", "c-1", "reference_twice")]


def test_headings_alone_are_no_lots(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="table_empty"):
        sheet(small, HEADINGS)
