"""A spreadsheet of past balances: a draft a row, or the list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bourse.errors import BourseError
from bourse.impact.history import BalanceDraft
from bourse.intake.columns import Heading, find_heading
from bourse.intake.faults import Fault, fault
from bourse.intake.table import Row, Table
from bourse.values import Money, Weight
from bourse.values.number import read_scaled

NAMES: Mapping[str, Sequence[str]] = {
    "label": ("libellé", "bilan", "nom", "intitulé", "label", "name"),
    "editions": ("éditions", "nombre d'éditions", "nb éditions", "editions", "édition"),
    "first_year": ("première année", "année de début", "début", "depuis", "first year")
    + ("année", "year", "date"),
    "last_year": ("dernière année", "année de fin", "fin", "jusqu'à", "last year"),
    "weight": ("tonnes", "tonnes sauvées", "tonnage", "poids", "masse", "weight"),
    "turnover": ("chiffre d'affaires", "ca", "turnover", "montant", "ventes en euros"),
    "purchases": ("achats", "nombre d'achats", "nb achats", "ventes", "purchases", "sales"),
    "firms": ("entreprises", "entreprises participantes", "exposants", "participants", "firms")
    + ("companies", "exhibitors"),
    "source": ("source", "sources", "origine", "provenance"),
    "url": ("lien", "adresse", "url", "link", "site"),
}
"""The columns of a balance, and how people head them, the likeliest first."""
OPTIONAL = ("editions", "last_year", "url")
"""Without them, one edition of one year without a link."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A row that can be kept, and its number in the spreadsheet."""

    line: int
    draft: BalanceDraft


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """A spreadsheet of balances as it was understood; with a fault, none is to be kept."""

    heading: Heading
    rows: tuple[BalanceRow, ...]
    faults: tuple[Fault, ...]


def read_balances(table: Table) -> BalanceSheet:
    """The balances of a table. Tonnes, unless a cell names another unit; whole euros or cents.

    Raises what `find_heading` raises, and `table_empty` when nothing stands below the headings. A
    missing column is a fault of the headings, and then no row is read.
    """
    heading = find_heading(table, NAMES)
    missing = [field for field in NAMES if field not in OPTIONAL and field not in heading.columns]
    if missing:
        error = BourseError("column_missing")
        absent = tuple(fault(heading, heading.row, field, error) for field in missing)
        return BalanceSheet(heading, (), absent)
    readers = [_RowReader(heading, row) for row in table.rows if row.line > heading.row.line]
    if not readers:
        raise BourseError("table_empty")
    rows = tuple(row for reader in readers if (row := reader.balance()) is not None)
    faults = [found for reader in readers for found in reader.faults]
    by_line = {reader.row.line: reader.row for reader in readers}
    return BalanceSheet(heading, rows, (*faults, *_twice(rows, heading, by_line)))


def _twice(
    rows: Sequence[BalanceRow], heading: Heading, by_line: Mapping[int, Row]
) -> Iterator[Fault]:
    """A fault for each row whose name an earlier one has."""
    seen: set[str] = set()
    for row in rows:
        if row.draft.label in seen:
            error = BourseError("balance_twice", field="label", label=row.draft.label)
            yield fault(heading, by_line[row.line], "label", error)
        seen.add(row.draft.label)


class _RowReader:
    """Reads one row; `faults` are those found so far."""

    def __init__(self, heading: Heading, row: Row) -> None:
        self.heading = heading
        self.row = row
        self.faults: list[Fault] = []

    def balance(self) -> BalanceRow | None:
        """The row's draft; None when a cell is wrong."""
        editions = self._read("editions", _whole) if self._text("editions") else 1
        first = self._read("first_year", _whole)
        last = self._read("last_year", _whole) if self._text("last_year") else first
        weight = self._read("weight", lambda text: Weight.parse(text, unit="t"))
        turnover = self._read("turnover", Money.parse)
        purchases, firms = self._read("purchases", _whole), self._read("firms", _whole)
        if weight is None or turnover is None or purchases is None or firms is None:
            return None
        if editions is None or first is None or last is None:
            return None
        try:
            draft = BalanceDraft(
                label=self._text("label"),
                editions=editions,
                first_year=first,
                last_year=last,
                weight=weight,
                turnover=turnover,
                purchases=purchases,
                firms=firms,
                source=self._text("source"),
                url=self._text("url"),
            )
        except BourseError as error:
            self._fault(str(error.params["field"]), error)
            return None
        return BalanceRow(self.row.line, draft)

    def _text(self, field: str) -> str:
        column = self.heading.columns.get(field)
        return "" if column is None else self.row.cell(column)

    def _fault(self, field: str, error: BourseError) -> None:
        self.faults.append(fault(self.heading, self.row, field, error))

    def _read(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        """What a cell says, which must say something."""
        try:
            if not self._text(field):
                raise BourseError("cell_empty")
            return parse(self._text(field))
        except BourseError as error:
            self._fault(field, error)
            return None


def _whole(text: str) -> int:
    return read_scaled(text, 0)
