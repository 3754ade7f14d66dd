"""One table, every writer: what a person reads, and what a spreadsheet must not run."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from bourse.values import Money, Rate, Weight
from reports.kit.open_data import harmless, json_of
from reports.kit.spreadsheet import workbook
from reports.kit.table import Chart, Column, Drawing, Kind, Shape, Table, bars_of, text

TABLE = Table(
    key="demo",
    title="A/B: [test]",
    columns=(
        Column("name", "Name"),
        Column("weight", "Weight", Kind.WEIGHT),
        Column("paid", "Paid", Kind.MONEY),
        Column("share", "Share", Kind.SHARE),
    ),
    rows=(("Bois", Weight(1_234_567), Money(-5), Rate(1_234)), ("Divers", None, Money(5), None)),
    chart=Chart(Drawing.BARS, "Weights", "name", "weight"),
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Weight(1_234_567), "1,235 t"),
        (Weight(-400), "0,000 t"),
        (Money(123_450), "1 234,50 €"),
        (Rate(5_520), "55,2 %"),
        (1_500, "1 500"),
        ("=1+1", "=1+1"),
        (None, "–"),
    ],
)
def test_a_cell_as_a_reader_writes_it(cell: object, expected: str) -> None:
    said = text(cell, "fr", "EUR")
    assert said.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " ") == expected


def test_a_chart_says_hundredths_of_small_tonnages_and_nothing_of_none() -> None:
    assert [(bar.label, bar.size, bar.text) for bar in bars_of(TABLE, "en", "EUR")] == [
        ("Bois", 1_234_567, "1.23\xa0t"),
        ("Divers", 0, "–"),
    ]
    empty = Table("e", "E", TABLE.columns, (TABLE.rows[1],), chart=TABLE.chart)
    assert bars_of(empty, "en", "EUR") == []


def test_json_follows_the_shape() -> None:
    row = {"name": "Bois", "weight_g": 1_234_567, "paid_cents": -5, "share_bp": 1_234}
    assert json_of(TABLE) == [
        row,
        {"name": "Divers", "weight_g": None, "paid_cents": 5, "share_bp": None},
    ]
    single = Table("s", "S", TABLE.columns, TABLE.rows[:1], shape=Shape.SINGLE)
    assert json_of(single) == row
    keyed = Table("k", "K", TABLE.columns, TABLE.rows[:1], shape=Shape.KEYED)
    assert json_of(keyed) == {"Bois": row}


def test_a_spreadsheet_keeps_exact_numbers_and_a_title_excel_takes() -> None:
    book = load_workbook(BytesIO(workbook([TABLE], [("Title", "=cmd")], "EUR")))

    assert book.sheetnames == ["Title", "A B   test "]
    assert [cell.value for cell in book.worksheets[1][2]] == ["Bois", 1234.567, -0.05, 0.1234]
    assert book.worksheets[0]["B1"].data_type == "s"


def test_control_characters_do_not_break_a_spreadsheet() -> None:
    table = Table("c", "C", TABLE.columns[:1], (("a\x07b",),))
    assert load_workbook(BytesIO(workbook([table], [("T", "")], "EUR")))["C"]["A2"].value == "ab"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert harmless(start + "1") == f"'{start}1"
    assert harmless("1" + start) == "1" + start


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="demo"):
        Table("demo", "D", TABLE.columns, (("Bois",),))
