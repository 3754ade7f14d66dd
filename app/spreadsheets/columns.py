"""The columns of a spreadsheet as a person corrects them: which field each is, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.language import current
from app.spreadsheets.faults import LOT_FIELDS
from app.spreadsheets.long_work import Look
from app.spreadsheets.uploads import Choices
from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.intake.columns import SEARCHED, heading_key
from bourse.intake.guessing import Column, columns_of
from bourse.intake.lots import OTHERWISE
from bourse.lots.models import Condition, Origin
from reports.kit.words import word

Options = list[tuple[str, str]]
SHORT = 60


@dataclass(frozen=True, slots=True)
class ColumnsForm:
    """What there is to choose: columns with their values, sheet and line of headings.

    `otherwise` is what all rows say where the file does not: field, label, options, chosen.
    """

    columns: tuple[Column, ...]
    fields: Options
    sheets: Options
    sheet: str
    lines: Options
    line: str
    otherwise: tuple[tuple[str, str, Options, str], ...]

    @property
    def unread(self) -> int:
        """How many columns are not read."""
        return sum(1 for column in self.columns if not column.field)


def columns_form(look: Look) -> ColumnsForm:
    """The form as the file is understood now."""
    book, heading = look.book, look.heading
    firsts = book.table.rows[:SEARCHED]
    return ColumnsForm(
        columns=tuple(columns_of(book.table, heading)),
        fields=[(field, str(label)) for field, label in LOT_FIELDS.items()],
        sheets=[(str(place), name) for place, name in book.sheets.items()],
        sheet=str(book.place),
        lines=[(str(row.line), _short(" · ".join(filter(None, row.cells)))) for row in firsts],
        line=str(heading.row.line),
        otherwise=tuple(
            (field, str(LOT_FIELDS[field]), _options(field), heading.otherwise.get(field, ""))
            for field in OTHERWISE
        ),
    )


def read_choices(look: Look, sent: Mapping[str, str]) -> tuple[Choices, dict[str, str]]:
    """What a person chose, and what the file's headings mean by that.

    Another sheet, or other headings, are read as they speak for themselves. Raises
    `column_chosen_twice` (field).
    """
    book, heading = look.book, look.heading
    place = _number(sent.get("sheet"), book.place)
    if place != book.place:
        return Choices(place=place), {}
    otherwise = {
        field: sent[f"otherwise-{field}"]
        for field in OTHERWISE
        if sent.get(f"otherwise-{field}") in dict(_options(field))
    }
    columns: dict[str, int] = {}
    meanings: dict[str, str] = {}
    line = _number(sent.get("line"), heading.row.line)
    row = next((row for row in book.table.rows[:SEARCHED] if row.line == line), None)
    for column in columns_of(book.table, heading):
        field = sent.get(f"column-{column.place}", "")
        if field not in LOT_FIELDS:
            field = ""
        if field in columns:
            raise BourseError("column_chosen_twice", field=str(LOT_FIELDS[field]))
        if field:
            columns[field] = column.place
        if row and (text := row.cell(column.place)):
            meanings[heading_key(text)] = field
    return Choices(book.place, line, columns, otherwise), meanings


def _options(field: str) -> Options:
    """What all rows may say: in words that a cell could hold."""
    if field == "category":
        is_french = current() == "fr"
        return [(one.code, one.label_fr if is_french else one.label_en) for one in categories()]
    members: type[StrEnum] = Condition if field == "condition" else Origin
    return [(member.value, word(member, current())) for member in members]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
