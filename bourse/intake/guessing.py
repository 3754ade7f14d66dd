"""Which column is which, guessed by its heading, by what stands in it, and by what was said before.

A guess is shown to a person, who corrects it: so it never refuses, it leaves a column alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.intake import amounts
from bourse.intake.columns import SEARCHED, Heading, find_heading, heading_key
from bourse.intake.lots import NAMES, PRICES
from bourse.intake.price_headings import PriceDoubt, doubt_of, is_money
from bourse.intake.table import Row, Table
from bourse.intake.vat import is_without_vat
from bourse.intake.words import CategoryWords, condition_of, origin_of, unit_of
from bourse.values.number import read_scaled

SAMPLED = 50
"""Rows whose cells are looked at."""
SHOWN = 3
"""Values that are shown of a column."""
_MOSTLY = 80
"""Percent of a column's cells that must be understood as a field for it to be that field."""
_CURRENCY = re.compile(r"€|\beur", re.IGNORECASE)
_AMOUNT = re.compile(rf"{_CURRENCY.pattern}|[.,]\d\d$", re.IGNORECASE)
NO_HEADING = Row(0, ())


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file as it is shown to be corrected; `field` is empty when it is not read.

    `is_twice` when another one has the same heading; `doubt` is why its amounts may not be the
    price that is asked, where it is that price or nothing yet.
    """

    place: int
    heading: str
    samples: tuple[str, ...]
    field: str
    is_twice: bool
    doubt: PriceDoubt | None = None


def guess(table: Table, remembered: Mapping[str, str]) -> Heading:
    """The line of headings and the columns, by headings first, then by what stands in them.

    `remembered` says what a heading (`heading_key`) meant to this firm before; "" is not read.
    """
    row = _heading_row(table, remembered)
    columns = _by_heading(row, remembered)
    below = [found for found in table.rows if found.line > row.line][:SAMPLED]
    width = max((len(found.cells) for found in (row, *below)), default=0)
    settled = {place for place, key in enumerate(_keys(row)) if remembered.get(key) == ""}
    free = [place for place in range(width) if place not in {*columns.values(), *settled}]
    return Heading(row, {**columns, **_by_content(row, below, free, columns.keys())})


def chosen(table: Table, line: int, columns: Mapping[str, int]) -> Heading:
    """The columns as a person said, under the headings of that line; 0 when there are none."""
    row = next((row for row in table.rows[:SEARCHED] if row.line == line), NO_HEADING)
    return Heading(row, columns)


def columns_of(table: Table, heading: Heading) -> list[Column]:
    """Every column of the file that says something, with the first values that stand in it."""
    below = [row for row in table.rows if row.line > heading.row.line][:SAMPLED]
    fields = {place: field for field, place in heading.columns.items()}
    keys = _keys(heading.row)
    found = []
    for place in range(max((len(row.cells) for row in (heading.row, *below)), default=0)):
        samples = tuple(dict.fromkeys(text for row in below if (text := row.cell(place))))[:SHOWN]
        text = heading.row.cell(place)
        if samples or text:
            twice = bool(text) and keys.count(keys[place]) > 1
            field = fields.get(place, "")
            found.append(Column(place, text, samples, field, twice, _doubt(text, field, samples)))
    return found


def _doubt(heading: str, field: str, samples: Sequence[str]) -> PriceDoubt | None:
    """Why a column is not, or should not be, the price; None where that is no question."""
    doubt = doubt_of(heading)
    if field == "reference_price":
        return doubt if doubt is PriceDoubt.WITHOUT_VAT else None
    may_be_price = field == "price" or (not field and _share(amounts.price, samples) > 0)
    return doubt if may_be_price else None


def _keys(row: Row) -> list[str]:
    return [heading_key(text) if text else "" for text in row.cells]


def _heading_row(table: Table, remembered: Mapping[str, str]) -> Row:
    """The line that names most fields, or most of what this firm named before."""

    def known(row: Row) -> int:
        return sum(1 for key in _keys(row) if key and key in remembered)

    best = max(table.rows[:SEARCHED], key=known, default=NO_HEADING)
    try:
        found = find_heading(table, NAMES)
    except BourseError as error:
        if error.code == "heading_twice" or known(best) > 1:
            return best if known(best) > 1 else _named(table, str(error.params["heading"]))
        return NO_HEADING
    return best if known(best) > len(found.columns) else found.row


def _named(table: Table, heading: str) -> Row:
    """The first line that has this very cell."""
    return next(row for row in table.rows if heading in row.cells)


def _by_heading(row: Row, remembered: Mapping[str, str]) -> dict[str, int]:
    """Each field's column: as this firm said before, else as people name it, the first of two."""
    keys = _keys(row)
    columns: dict[str, int] = {}
    for place, key in enumerate(keys):
        field = remembered.get(key, "")
        if field and not (field in PRICES and is_without_vat(row.cell(place))):
            columns.setdefault(field, place)
    for field, names in NAMES.items():
        for name in map(heading_key, names):
            taken = field in columns or name not in keys or name in remembered
            if not taken and keys.index(name) not in columns.values():
                columns[field] = keys.index(name)
    return columns


def _by_content(
    headings: Row, below: Sequence[Row], free: Sequence[int], known: Collection[str]
) -> dict[str, int]:
    """Columns without a heading that we know, by what most of their cells can only be.

    Amounts are the price where the heading or their € says money, or where there is no heading:
    lengths are written alike.
    """
    words = CategoryWords(categories())
    readers: dict[str, Callable[[str], object]] = {
        "unit": unit_of,
        "condition": condition_of,
        "origin": origin_of,
        "category": words.code_of,
        "price": amounts.price,
        "quantity": _counted,
        "designation": _worded,
    }
    found: dict[str, int] = {}
    for field, read in readers.items():
        if field in known:
            continue
        open_ = [place for place in free if place not in found.values()]
        cells = {place: [row.cell(place) for row in below] for place in open_}
        if field == "price":
            open_ = [place for place in open_ if _may_be_price(headings.cell(place), cells[place])]
        if field == "quantity":
            open_ = [place for place in open_ if not is_money(headings.cell(place))]
        shares = {place: _share(read, cells[place]) for place in open_}
        best = max(open_, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= _MOSTLY:
            found[field] = best
    return found


def _may_be_price(heading: str, cells: Sequence[str]) -> bool:
    if doubt_of(heading):
        return False
    sign = _CURRENCY if heading and not is_money(heading) else _AMOUNT
    return any(map(sign.search, cells))


def _share(read: Callable[[str], object], cells: Sequence[str]) -> int:
    """How many percent of the cells that say something are understood; 0 of none."""
    said = [text for text in cells if text]
    understood = 0
    for text in said:
        try:
            read(text)
            understood += 1
        except BourseError:
            pass
    return 100 * understood // len(said) if said else 0


def _counted(text: str) -> object:
    return read_scaled(amounts.counted(text).number, 3)


def _worded(text: str) -> object:
    if len(re.findall(r"[^\W\d_]{3,}", text)) < 1 or len(text) < 5:
        raise BourseError("designation_missing")
    return text
