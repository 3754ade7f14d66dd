"""One table of figures, whatever it is written to: page, PDF, spreadsheet, CSV or JSON.

A cell holds its value (`Money`, `Weight`, `Rate`, a whole number, a text) or None for what is not
known; each writer gives it its own form. So no two documents can differ by a rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from babel.numbers import format_decimal

from bourse.values import Money, Rate, Weight, round_half_up
from reports.kit import formats
from reports.kit.language import translate

TEN_TONNES = 10_000_000
"""In grams: from there on, charts say tenths of a tonne instead of hundredths."""

Cell = str | int | Weight | Money | Rate | None


class Kind(StrEnum):
    """What a column holds; all but TEXT are numbers."""

    TEXT = "text"
    COUNT = "count"
    WEIGHT = "weight"
    MONEY = "money"
    SHARE = "share"


class Shape(StrEnum):
    """What the rows are in JSON: a list, an object by the first column, or one object."""

    LIST = "list"
    KEYED = "keyed"
    SINGLE = "single"


class Drawing(StrEnum):
    """How a chart of the table is drawn: bars side by side, columns in time, one bar cut up."""

    BARS = "bars"
    COLUMNS = "columns"
    STACK = "stack"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it to machines, `heading` to people; `aside` is kept off pages and paper."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of one column: `label` names the rows, `group` what several rows share."""

    drawing: Drawing
    title: str
    label: str
    value: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns.

    `total` is the last row of a table that adds up; `note` is what a reader must know to read it
    rightly. Title, headings and note are marked for translation: see `translated`.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    note: str = ""
    shape: Shape = Shape.LIST
    chart: Chart | None = None

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.key}: a row of {len(row)} cells")

    def index(self, key: str) -> int:
        """Where the column `key` stands."""
        return [column.key for column in self.columns].index(key)

    def shown(self) -> list[int]:
        """The columns that people read, by place."""
        return [place for place, column in enumerate(self.columns) if not column.aside]


def translated(table: Table, language: str) -> Table:
    """The table with its title, headings and note in `language`; its cells are as they were."""
    chart = table.chart
    return replace(
        table,
        title=translate(table.title, language),
        columns=tuple(
            replace(column, heading=translate(column.heading, language)) for column in table.columns
        ),
        note=table.note and translate(table.note, language),
        chart=chart and replace(chart, title=translate(chart.title, language)),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: `size` sets the length (never below zero), `text` is what is read."""

    label: str
    size: int
    text: str
    group: str = ""


def bars_of(table: Table, language: str, currency: str) -> list[Bar]:
    """The rows of the table's chart; [] when it has none, or nothing to show."""
    chart = table.chart
    if chart is None:
        return []
    label, place = table.index(chart.label), table.index(chart.value)
    group = table.index(chart.group) if chart.group else None
    values = [row[place] for row in table.rows]
    heaviest = max((number(value) for value in values), default=0)
    digits = 1 if heaviest >= TEN_TONNES else 2
    bars = [
        Bar(
            label=str(row[label]),
            size=max(number(value), 0),
            text=tonnes(value, language, digits)
            if isinstance(value, Weight)
            else text(value, language, currency),
            group="" if group is None else str(row[group]),
        )
        for row, value in zip(table.rows, values, strict=True)
    ]
    return bars if any(bar.size for bar in bars) else []


def number(cell: Cell) -> int:
    """The whole number inside a cell: grams, cents, basis points, a count; 0 of an unknown."""
    match cell:
        case Weight():
            return cell.grams
        case Money():
            return cell.cents
        case Rate():
            return cell.basis_points
        case int():
            return cell
        case _:
            return 0


def text(cell: Cell, language: str, currency: str) -> str:
    """The cell as a reader writes it: tonnes to the kilogram, money to the cent; `–` if unknown."""
    match cell:
        case None:
            return "–"
        case Weight():
            return tonnes(cell, language, 3)
        case Money():
            return formats.money(cell, language, currency)
        case Rate():
            figure = format_decimal(cell.percent, format="#,##0.0", locale=language)
            return f"{figure}\N{NO-BREAK SPACE}%"
        case int():
            return formats.whole(cell, language)
        case str():
            return cell


def tonnes(mass: Weight, language: str, digits: int) -> str:
    """`12,40 t`: always as many decimals, so that figures stand under each other."""
    shown = round_half_up(mass.grams, 10 ** (6 - digits))
    figure = Decimal(shown).scaleb(-digits)
    pattern = "#,##0." + "0" * digits
    return f"{format_decimal(figure, format=pattern, locale=language)}\N{NO-BREAK SPACE}t"
