"""Tables as CSV and JSON: every number with its unit, exact, for other software to read."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import StringIO

from bourse.values import Money, Rate, Weight
from reports.kit.spreadsheet import unit_of
from reports.kit.table import Cell, Kind, Shape, Table

Json = str | int | None | list["Json"] | dict[str, "Json"]

SUFFIXES = {Kind.WEIGHT: "_g", Kind.MONEY: "_cents", Kind.SHARE: "_bp"}
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_text(
    tables: Sequence[Table], headings: Sequence[str], standing: Mapping[str, str], currency: str
) -> str:
    """One line a figure: table, row's code, row's name, measure, value, unit.

    Semicolons and decimal commas, as spreadsheets in French read them; kilograms, the currency's
    unit, percents. What is unknown has an empty value. `standing` comes first: what the document
    is, as of when. Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for name, value in standing.items():
        writer.writerow(["report", "", "", name, harmless(value), ""])
    for table in tables:
        label = 1 if len(table.columns) > 1 and table.columns[1].kind is Kind.TEXT else 0
        named = table.shape is not Shape.SINGLE
        for row in table.rows:
            code, name = (str(row[0]), str(row[label])) if named else ("", "")
            for column, cell in list(zip(table.columns, row, strict=True)):
                if column.kind is not Kind.TEXT:
                    unit = unit_of(column, currency)
                    value = _decimal(cell)
                    line = [table.key, harmless(code), harmless(name), column.key, value, unit]
                    writer.writerow(line)
    return out.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def json_of(table: Table) -> Json:
    """The table's rows by its shape; keys end in their unit: _g, _cents, _bp."""
    rows: list[Json] = [
        {
            column.key + SUFFIXES.get(column.kind, ""): _integer(cell)
            for column, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]
    match table.shape:
        case Shape.LIST:
            return rows
        case Shape.SINGLE:
            return rows[0]
        case Shape.KEYED:
            return {str(row[0]): found for row, found in zip(table.rows, rows, strict=True)}


def _integer(cell: Cell) -> str | int | None:
    match cell:
        case Weight():
            return cell.grams
        case Money():
            return cell.cents
        case Rate():
            return cell.basis_points
        case _:
            return cell


def _decimal(cell: Cell) -> str:
    exact: Decimal | int
    match cell:
        case Weight():
            exact = cell.kilograms
        case Money():
            exact = cell.decimal
        case Rate():
            exact = cell.percent
        case int():
            exact = cell
        case _:
            return ""
    return f"{exact:f}".replace(".", ",") if isinstance(exact, Decimal) else str(exact)
