"""A spreadsheet of lots: each row becomes a draft, or the list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bourse.editions.models import Edition
from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.intake.columns import Heading, find_heading
from bourse.intake.faults import Fault, fault
from bourse.intake.lot_row import LotRow, RowReader
from bourse.intake.table import Table
from bourse.intake.words import CategoryWords

NAMES: Mapping[str, Sequence[str]] = {
    "own_reference": ("votre référence", "référence", "réf", "code article", "sku", "code")
    + ("numéro", "n°", "no", "id", "reference"),
    "designation": ("désignation", "libellé", "intitulé", "nom", "produit", "article", "lot")
    + ("name", "item", "title", "description"),
    "category": ("catégorie", "famille", "category", "rayon", "type", "matériau"),
    "quantity": ("quantité", "qté", "quantité disponible", "quantity", "qty", "nombre", "nb")
    + ("stock",),
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
REQUIRED = ("designation", "category", "quantity", "condition", "origin", "price")


@dataclass(frozen=True, slots=True)
class LotSheet:
    """A spreadsheet of lots as it was understood, under the line of its headings."""

    heading: Heading
    rows: tuple[LotRow, ...]
    faults: tuple[Fault, ...]

    def fault(self, row: LotRow, error: BourseError) -> Fault:
        """A refusal of a row as a fault, in the column that the error names."""
        field = str(error.params.get("field", ""))
        return fault(self.heading, row.source, field, error)


def read_lots(table: Table, edition: Edition) -> LotSheet:
    """The lots of a table for an edition; whether they may stand in it is known when they do.

    Raises what `find_heading` raises, and `table_empty` when nothing stands below the headings. A
    missing column is a fault of the headings, and then no row is read. A reference that stands
    twice is a fault of its second row.
    """
    heading = find_heading(table, NAMES)
    missing = [field for field in REQUIRED if field not in heading.columns]
    if missing:
        error = BourseError("column_missing")
        absent = tuple(fault(heading, heading.row, field, error) for field in missing)
        return LotSheet(heading, (), absent)
    known = CategoryWords(categories())
    defaults = {found.category_code: found for found in edition.categories}
    readers = [
        RowReader(heading, row, known, defaults)
        for row in table.rows
        if row.line > heading.row.line
    ]
    if not readers:
        raise BourseError("table_empty")
    rows = tuple(row for reader in readers if (row := reader.lot()) is not None)
    faults = [fault for reader in readers for fault in reader.faults]
    return LotSheet(heading, rows, (*faults, *_twice(rows, heading)))


def _twice(rows: Sequence[LotRow], heading: Heading) -> Iterator[Fault]:
    """A fault for each row whose reference an earlier one has."""
    seen: dict[str, int] = {}
    for row in rows:
        reference = row.draft.own_reference
        if reference and seen.setdefault(reference, row.line) != row.line:
            error = BourseError("reference_twice", line=seen[reference])
            yield fault(heading, row.source, "own_reference", error)
