"""Which column is which: the line of headings, found and understood in the words people use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bourse.errors import BourseError
from bourse.intake.price_headings import doubt_of, is_price
from bourse.intake.table import Row, Table
from bourse.intake.vat import ASIDE
from bourse.people.folding import fold

SEARCHED = 20
"""Lines looked at for the headings: a title or an address may stand above them."""

_NOISE = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "en", "par", "a", "the", "of", "per", "in")
    + ("ttc", "eur", "euro", "kg", "g", "gramme", "t", "tonne", "m2", "m3", "ml", "u", "piece")
    + ("unitaire", "unit", "each", "obligatoire", "facultatif")
)
"""Words of a heading that do not change which column it is: ours are all per unit, VAT in."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The line of headings: which column each field stands in, from 0, and what no field wants.

    A table without headings has a line 0 of no cells. `otherwise` is what a field says where the
    table has no column for it, or nothing in its cell.
    """

    row: Row
    columns: Mapping[str, int]
    otherwise: Mapping[str, str] = field(default_factory=dict)

    def value(self, row: Row, field: str) -> str:
        """What a row says of a field."""
        column = self.columns.get(field)
        return ("" if column is None else row.cell(column)) or self.otherwise.get(field, "")

    def text(self, field: str) -> str:
        """The heading of a field as it is written; empty for a column that is not there."""
        return self.row.cell(self.columns[field]) if field in self.columns else ""

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings of columns that are not read."""
        used = set(self.columns.values())
        return tuple(
            text for column, text in enumerate(self.row.cells) if text and column not in used
        )


def find_heading(table: Table, names: Mapping[str, Sequence[str]]) -> Heading:
    """The line, among the first, that names most fields.

    `names` gives for each field how people head its column, the likeliest first; where two fields
    share a name, the field that stands first has it. Raises `heading_missing` when no line names
    two fields, and `heading_twice` (heading) when two columns have the same name.
    """
    keys = {field: [heading_key(name) for name in known] for field, known in names.items()}
    found = [(_columns(row, keys), row) for row in table.rows[:SEARCHED]]
    columns, row = max(found, key=lambda match: len(match[0]), default=({}, Row(0, ())))
    if len(columns) < 2:
        raise BourseError("heading_missing")
    written = [heading_key(cell) for cell in row.cells]
    for column in columns.values():
        if written.count(written[column]) > 1:
            raise BourseError("heading_twice", heading=row.cells[column])
    return Heading(row, columns)


def _columns(row: Row, keys: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The column of each field that the row names, each column for one field only."""
    written = [heading_key(cell) for cell in row.cells]
    columns: dict[str, int] = {}
    for wanted, known in keys.items():
        free = (written.index(key) for key in known if key in written)
        column = next((place for place in free if place not in columns.values()), None)
        if column is not None:
            columns[wanted] = column
    return columns


def heading_key(heading: str) -> str:
    """A heading without accents, asides, plurals and noise: "Prix unitaires TTC (€)" is "prix".

    An aside that makes another price of it stays: "Prix (HT)" is "prix ht".
    """
    tells = is_price(heading) and doubt_of(heading) is not None
    words = re.findall(r"[a-z0-9]+", fold(heading if tells else ASIDE.sub(" ", heading)))
    singular = [word.removesuffix("s") for word in words]
    return " ".join([word for word in singular if word not in _NOISE] or singular)
