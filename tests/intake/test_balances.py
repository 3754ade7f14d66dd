"""Past balances from a spreadsheet: in French figures, each fault on its cell, none half-read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bourse.errors import BourseError
from bourse.impact.history import BalanceDraft
from bourse.intake.balances import BalanceSheet, read_balances
from bourse.intake.reading import read_table
from bourse.values import Money, Weight
from tests.intake.spreadsheets import cells, csv, xlsx

HEADINGS = (
    "Bilan;Éditions;Première année;Dernière année;Tonnes;Chiffre d’affaires (€);"
    "Achats;Entreprises;Source;Lien"
)
FIVE = "Cinq éditions;5;2021;2023;184,5 t;325 000,50;1 500;40;Bilan publié;https://example.org/b"
SIXTH = "Sixième;;2024;;37;65000;300;12;Relevé;"
PUBLISHED = Path(__file__).parents[2] / "bourse/overview/demonstration/history.csv"


def read(content: bytes) -> BalanceSheet:
    return read_balances(read_table(content))


def faults(*lines: str) -> list[tuple[int, str, str]]:
    sheet = read(csv(HEADINGS, *lines))
    return [(found.line, found.field, found.error.code) for found in sheet.faults]


@pytest.mark.parametrize(
    "content", [csv(HEADINGS, FIVE, SIXTH), xlsx(cells(HEADINGS, FIVE, SIXTH))]
)
def test_balances_are_read_as_people_write_them(content: bytes) -> None:
    first, second = (row.draft for row in read(content).rows)

    assert first == BalanceDraft(
        label="Cinq éditions",
        editions=5,
        first_year=2021,
        last_year=2023,
        weight=Weight(184_500_000),
        turnover=Money(32_500_050),
        purchases=1_500,
        firms=40,
        source="Bilan publié",
        url="https://example.org/b",
    )
    assert (second.editions, second.first_year, second.last_year) == (1, 2024, 2024)


def test_the_published_balance_of_the_demonstration_is_read() -> None:
    (row,) = read(PUBLISHED.read_bytes()).rows
    found = row.draft

    assert (found.editions, found.weight, found.turnover) == (
        5,
        Weight(184_000_000),
        Money(32_500_000),
    )
    assert (found.purchases, found.firms) == (1_500, 40)


def test_numbers_that_a_spreadsheet_computed_are_read_exactly() -> None:
    row = ["A", 1, 2024, 2024, 36.900000000000006, 65000.5, 300, 12, "S"]
    (found,) = read(xlsx([HEADINGS.split(";"), row])).rows
    assert (found.draft.weight, found.draft.turnover) == (Weight(36_900_000), Money(6_500_050))


def test_each_wrong_cell_is_named_with_its_line() -> None:
    assert faults(
        "A;x;2024;;beaucoup;65000;300;12;S;",
        "B;1;2024;2020;37;65000;300;12;S;",
        ";1;2024;;37;65000;300;12;S;",
        "D;1;2024;;-1;65000;3,5;12;;",
    ) == [
        (2, "editions", "number_unreadable"),
        (2, "weight", "number_unreadable"),
        (3, "last_year", "balance_years"),
        (4, "label", "balance_empty"),
        (5, "purchases", "number_too_precise"),
    ]


def test_a_name_that_stands_twice_is_a_fault_of_the_second() -> None:
    assert faults(FIVE, FIVE) == [(3, "label", "balance_twice")]


def test_a_missing_column_is_said_once() -> None:
    sheet = read(csv("Bilan;Année;Tonnes;Achats;Source", "A;2024;37;300;S"))
    assert [(found.field, found.error.code) for found in sheet.faults] == [
        ("turnover", "column_missing"),
        ("firms", "column_missing"),
    ]
    assert sheet.rows == ()


def test_headings_alone_are_an_empty_table() -> None:
    with pytest.raises(BourseError, match="table_empty"):
        read(csv(HEADINGS))
