"""A spreadsheet of lots: each row becomes a draft, or the list of what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bourse.editions.models import Edition
from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.intake.columns import Heading, find_heading
from bourse.intake.faults import Fault, fault
from bourse.intake.lot_row import LotRow, RowReader
from bourse.intake.table import Row, Table
from bourse.intake.telling import Tell, unheard
from bourse.intake.vat import is_without_vat
from bourse.intake.words import CategoryWords
from bourse.people.folding import fold

NAMES: Mapping[str, Sequence[str]] = {
    "own_reference": ("votre référence", "référence", "réf", "code article", "sku", "code")
    + ("numéro", "n°", "no", "id", "reference"),
    "designation": ("désignation", "libellé", "intitulé", "nom", "produit", "article", "lot")
    + ("name", "item", "title", "description"),
    "category": ("catégorie", "famille", "category", "rayon", "type", "matériau"),
    "quantity": ("quantité", "qté", "quantité disponible", "quantity", "qty", "nombre", "nb")
    + ("stock", "quantité totale", "qté totale"),
    "unit": ("unité", "unité de vente", "unité de mesure", "unit", "u", "um"),
    "condition": ("état", "état du produit", "état général", "condition", "state"),
    "origin": ("origine", "provenance", "origin", "source"),
    "price": ("prix", "prix de vente", "prix demandé", "prix bourse", "pu", "p.u.", "tarif")
    + ("price", "asking price"),
    "reference_price": ("prix neuf", "prix de référence", "prix du neuf", "valeur neuve")
    + ("valeur à neuf", "prix public", "prix catalogue", "prix magasin", "new price")
    + ("reference price", "price new"),
    "unit_weight": ("poids", "masse", "weight", "mass"),
    "description": ("description", "commentaire", "remarque", "détail", "observation", "notes")
    + ("comment",),
}
"""The columns of a lot, and how people head them, the likeliest first."""
PRICES = ("price", "reference_price")
"""Columns whose amounts are with VAT."""
REQUIRED = ("designation", "category", "quantity", "condition", "origin", "price")


OTHERWISE = ("category", "condition", "origin")
"""What may be said once for all rows, where a file has no column for it or an empty cell."""
_TOTAL = re.compile(
    r"(?:sous[ -]?|sub[ -]?|grand )?tota(?:l|ux)(?: (?:general|ht|ttc|lots?))*[ :.]*"
)
_EXAMPLES = {"exemple", "example"}


@dataclass(frozen=True, slots=True)
class LotSheet:
    """A spreadsheet of lots as it was understood, under the line of its headings.

    `left_out` are the rows that are no lots, with the code of why: `row_total`, `row_example` (the
    template's own) and `row_heading` (the headings again).
    """

    heading: Heading
    rows: tuple[LotRow, ...]
    faults: tuple[Fault, ...]
    left_out: Mapping[int, str] = field(default_factory=dict)

    def fault(self, row: LotRow, error: BourseError) -> Fault:
        """A refusal of a row as a fault, in the column that the error names."""
        field = str(error.params.get("field", ""))
        return fault(self.heading, row.source, field, error)


def read_lots(
    table: Table, edition: Edition, heading: Heading | None = None, tell: Tell = unheard
) -> LotSheet:
    """The lots of a table for an edition; whether they may stand in it is known when they do.

    The columns are those of `heading`, or those that are found; `tell` hears how many rows are
    read. Raises what `find_heading` raises, and `table_empty` when nothing stands below the
    headings. A missing column is a fault of the headings, and so are prices that their heading says
    to be without VAT: then no row is read. A reference that stands twice is a fault of its second
    row.
    """
    heading = heading or find_heading(table, NAMES)
    if wrong := tuple(_column_faults(heading)):
        return LotSheet(heading, (), wrong)
    below = [row for row in table.rows if row.line > heading.row.line]
    left_out = {row.line: why for row in below if (why := _no_lot(heading, row))}
    known = CategoryWords(categories())
    defaults = {found.category_code: found for found in edition.categories}
    rows: list[LotRow] = []
    faults: list[Fault] = []
    for number, row in enumerate(below, start=1):
        if row.line not in left_out:
            reader = RowReader(heading, row, known, defaults)
            if found := reader.lot():
                rows.append(found)
            faults += reader.faults
        tell(number, len(below))
    if not rows and not faults:
        raise BourseError("table_empty")
    return LotSheet(heading, tuple(rows), (*faults, *_twice(rows, heading)), left_out)


def _column_faults(heading: Heading) -> Iterator[Fault]:
    """What is wrong with the columns as a whole."""
    said = heading.columns.keys() | heading.otherwise.keys()
    for wanted in REQUIRED:
        if wanted not in said:
            yield fault(heading, heading.row, wanted, BourseError("column_missing"))
    for wanted in PRICES:
        if is_without_vat(heading.text(wanted)):
            yield fault(heading, heading.row, wanted, BourseError("column_without_vat"))


def _no_lot(heading: Heading, row: Row) -> str | None:
    """Why a row is no lot, if it is none."""
    if row.cells == heading.row.cells:
        return "row_heading"
    own, name = heading.value(row, "own_reference"), heading.value(row, "designation")
    if fold(own) in _EXAMPLES:
        return "row_example"
    first = name or own or next(filter(None, row.cells), "")
    return "row_total" if _TOTAL.fullmatch(fold(first)) else None


def _twice(rows: Sequence[LotRow], heading: Heading) -> Iterator[Fault]:
    """A fault for each row whose reference an earlier one has."""
    seen: dict[str, int] = {}
    for row in rows:
        reference = row.draft.reference_key
        if reference and seen.setdefault(reference, row.line) != row.line:
            error = BourseError("reference_twice", line=seen[reference])
            yield fault(heading, row.source, "own_reference", error)
