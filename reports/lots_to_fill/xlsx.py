"""Headings that the import knows, choices in their cells, an example to write over, and help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bourse.editions.models import Edition
from bourse.lots.models import Condition, Origin
from bourse.values import Unit
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.words import word

ROWS = 2_000
"""Rows whose cells offer their choices: more than a firm brings."""
_HEAD = Font(bold=True, color="FFFFFF")
_SLATE = PatternFill("solid", fgColor="2B3A42")
_NEEDED = PatternFill("solid", fgColor="B4472E")
_EXAMPLE = Font(italic=True, color="7A7A7A")
_RULE = Border(bottom=Side(style="thin", color="C8CDD0"))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, how wide, an example, how it is shown, and what the help says."""

    heading: str
    width: int
    example: object
    help: str
    is_needed: bool = True
    format: str = "General"
    choices: Sequence[str] = ()


def lots_to_fill(edition: Edition, language: str = "fr") -> bytes:
    """An XLSX file for the lots of this edition, with the categories that it takes."""
    columns = _columns(edition, language)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = translate(_("Lots"), language)
    lists = book.create_sheet(translate(_("Choices"), language))
    _fill(sheet, lists, columns)
    _explain(book.create_sheet(translate(_("Help"), language), 1), columns, language)
    lists.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, lists: Any, columns: Sequence[_Column]) -> None:
    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 32
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        head, example = sheet.cell(1, place, column.heading), sheet.cell(2, place, column.example)
        head.font, head.fill = _HEAD, _NEEDED if column.is_needed else _SLATE
        head.alignment = Alignment(wrap_text=True, vertical="center")
        example.font, example.border = _EXAMPLE, _RULE
        for row in range(2, ROWS + 2):
            if column.format != "General":
                sheet.cell(row, place).number_format = column.format
        if column.choices:
            for row, choice in enumerate(column.choices, start=1):
                lists.cell(row, place, choice)
            _offer(sheet, f"{letter}2:{letter}{ROWS + 1}", lists, letter, len(column.choices))


def _offer(sheet: Any, cells: str, lists: Any, letter: str, count: int) -> None:
    """Offer the choices, and take another word all the same: the import knows many."""
    source = f"'{lists.title}'!${letter}$1:${letter}${count}"
    offered = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    offered.add(cells)
    sheet.add_data_validation(offered)


def _explain(sheet: Any, columns: Sequence[_Column], language: str) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 100
    rows = [
        (translate(_("How to fill this file in"), language), ""),
        (
            translate(_("One row a lot"), language),
            translate(
                _(
                    "Write on the first sheet, below the example, which is not imported. Columns"
                    " may be moved or removed; those in red are needed."
                ),
                language,
            ),
        ),
        *((column.heading, column.help) for column in columns),
        (
            translate(_("Send it"), language),
            translate(
                _(
                    "On “My lots”, choose “Import a spreadsheet”: every row is shown before"
                    " anything is written. Send the same file again as often as you like: a row"
                    " with the same reference changes its lot, nothing is doubled."
                ),
                language,
            ),
        ),
    ]
    for number, (term, text) in enumerate(rows, start=1):
        name, said = sheet.cell(number, 1, term), sheet.cell(number, 2, text)
        name.font = Font(bold=True, size=14 if number == 1 else 11)
        name.alignment = said.alignment = Alignment(wrap_text=True, vertical="top")


def _columns(edition: Edition, language: str) -> tuple[_Column, ...]:
    return (*_goods(edition, language), *_state(edition, language))


def _goods(edition: Edition, language: str) -> tuple[_Column, ...]:
    """What it is and how much of it."""

    def said(text: str) -> str:
        return translate(text, language)

    taken = [one.category for one in edition.categories]
    kinds = [one.label_fr if language == "fr" else one.label_en for one in taken]
    return (
        _Column(
            said(_("Reference")), 14, said(_("EXAMPLE")),
            said(_("Your own, once in the file: sent again, it finds its lot. May stay empty.")),
            is_needed=False, format="@",
        ),
        _Column(
            said(_("Designation")), 44, said(_("Interior door, oak, 83 × 204 cm")),
            said(_("What it is, with its dimensions: 200 characters at most.")),
        ),
        _Column(
            said(_("Category")), 28, kinds[0] if kinds else "",
            said(_("One of the list; its code or a usual word will do.")), choices=kinds,
        ),
        _Column(
            said(_("Quantity")), 10, 4,
            said(_("How much there is in all, in the unit of the next column: 12 or 7,5.")),
        ),
        _Column(
            said(_("Unit")), 10, word(Unit.PIECE, language),
            said(_("What the price and the weight are for: piece, m², linear m, kg…")),
            choices=_choices(Unit, language),
        ),
    )  # fmt: skip


def _state(edition: Edition, language: str) -> tuple[_Column, ...]:
    """Its state, where it comes from, its prices and weight."""

    def said(text: str) -> str:
        return translate(text, language)

    currency = f" ({edition.currency})"
    return (
        _Column(
            said(_("Condition")), 16, word(Condition.GOOD, language),
            said(_("One of the list.")), choices=_choices(Condition, language),
        ),
        _Column(
            said(_("Origin")), 16, word(Origin.DISMANTLED, language),
            said(_("One of the list: it decides in which carbon total the lot may count.")),
            choices=_choices(Origin, language),
        ),
        _Column(
            said(_("Asking price incl. VAT")) + currency, 14, 45,
            said(_("For one unit, VAT included: it is what the buyer pays.")), format="#,##0.00",
        ),
        _Column(
            said(_("New price incl. VAT")) + currency, 14, 180,
            said(_("What one costs new: the label may then show the discount.")),
            is_needed=False, format="#,##0.00",
        ),
        _Column(
            said(_("Unit weight (kg)")), 12, 28,
            said(_("Of one unit; left empty, the category’s usual weight may stand for it.")),
            is_needed=False,
        ),
        _Column(
            said(_("Description")), 44, said(_("With its frame and its key")),
            said(_("What else a buyer wants to know.")), is_needed=False,
        ),
    )  # fmt: skip


def _choices(members: type[Condition | Origin | Unit], language: str) -> list[str]:
    return [word(member, language) for member in members]
