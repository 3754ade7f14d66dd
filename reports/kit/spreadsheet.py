"""Tables as an XLSX file: a sheet each, exact numbers, and nothing a formula can hide in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from bourse.values import Money, Rate, Weight
from reports.kit.table import Cell, Column, Kind, Table

BOLD = Font(bold=True)
TITLE = Font(bold=True, size=14)
RULE = Border(top=Side(style="thin"))
FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.WEIGHT: "#,##0.000",
    Kind.SHARE: "0.00%",
}


def workbook(tables: Sequence[Table], notes: Sequence[tuple[str, str]], currency: str) -> bytes:
    """An XLSX of these tables, weights in kilograms, and a first sheet of notes (term, text).

    `notes` starts with the document's own title and standing.
    """
    book = Workbook(write_only=True)
    _notes(book.create_sheet(_sheet_name(notes[0][0])), notes)
    for table in tables:
        _fill(book.create_sheet(_sheet_name(table.title)), table, currency)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def unit_of(column: Column, currency: str) -> str:
    """What a column's numbers are in, as a file says it: kg, EUR, %."""
    return {Kind.WEIGHT: "kg", Kind.MONEY: currency, Kind.SHARE: "%"}.get(column.kind, "")


def _notes(sheet: Any, notes: Sequence[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 110
    for place, (term, words) in enumerate(notes):
        name, said = _cell(sheet, term), _cell(sheet, words)
        name.font = BOLD if place else TITLE
        name.alignment = said.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([name, said])


def _fill(sheet: Any, table: Table, currency: str) -> None:
    for place, column in enumerate(table.columns, start=1):
        wide = 34 if column.kind is Kind.TEXT else 18
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.freeze_panes = "A2"
    heads = []
    for column in table.columns:
        unit = unit_of(column, currency)
        head = _cell(sheet, f"{column.heading} ({unit})" if unit else column.heading)
        head.font, head.alignment = BOLD, Alignment(wrap_text=True, vertical="top")
        heads.append(head)
    sheet.append(heads)
    for row in table.rows:
        sheet.append(_row(sheet, table, row, currency))
    if table.total:
        cells = _row(sheet, table, table.total, currency)
        for cell in cells:
            cell.font, cell.border = BOLD, RULE
        sheet.append(cells)
    if table.note:
        sheet.append([])
        sheet.append([_cell(sheet, table.note)])


def _row(sheet: Any, table: Table, row: Sequence[Cell], currency: str) -> list[Any]:
    cells = []
    for column, value in zip(table.columns, row, strict=True):
        cell = _cell(sheet, value)
        if column.kind is Kind.MONEY:
            cell.number_format = f'#,##0.00 "{currency}"'
        elif column.kind in FORMATS:
            cell.number_format = FORMATS[column.kind]
        cells.append(cell)
    return cells


def _cell(sheet: Any, value: Cell) -> Any:
    """Exact numbers; text is only ever text, so that "=1+1" stays what a person typed."""
    cell: Any = WriteOnlyCell(sheet, value=_plain(value))
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _plain(value: Cell) -> Any:
    match value:
        case Weight():
            return value.kilograms
        case Money():
            return value.decimal
        case Rate():
            return Decimal(value.basis_points).scaleb(-4)
        case str():
            return ILLEGAL_CHARACTERS_RE.sub("", value)
        case _:
            return value


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
