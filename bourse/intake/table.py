"""A spreadsheet as its reader sees it: rows of text cells, each with the number in the margin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says something; `line` is its number in the spreadsheet, from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """What stands in a column, from 0; nothing past the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet that are not blank. Cells have single spaces and no control character.

    A number is written with a dot and at most 15 digits, as a spreadsheet computes it. A cell made
    of several rows stands in each of them. A formula whose result is not in the file stands as
    itself, from its "=" on.
    """

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A file of one or several sheets, of which one was read.

    `sheets` are those that a person sees, by their place in the file; a CSV file has none.
    """

    sheets: dict[int, str]
    place: int
    table: Table
