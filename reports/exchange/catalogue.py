"""The catalogue as open data: CSV, and the Frictionless Table Schema that says what each column is.

For other software: commas, decimal points, whole cents and grams in columns named by their unit.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from bourse.catalogue.offers import Offer
from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Condition
from bourse.values import Unit
from reports.kit.open_data import harmless


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, Table Schema's type and constraints, what it says, and its value."""

    name: str
    kind: str
    title: str
    value: Callable[[Offer], object]
    constraints: tuple[tuple[str, Any], ...] = ()

    def field(self) -> dict[str, Any]:
        """The column as Table Schema describes one."""
        said: dict[str, Any] = {"name": self.name, "type": self.kind, "description": self.title}
        return said | ({"constraints": dict(self.constraints)} if self.constraints else {})


REQUIRED = (("required", True),)
COUNTED = (("required", True), ("minimum", 0))
COLUMNS = (
    Column("code", "string", "The lot's code, on its label", lambda lot: lot.code,
           (("required", True), ("unique", True))),
    Column("designation", "string", "What it is", lambda lot: lot.designation, REQUIRED),
    Column("category", "string", "Code of its category", lambda lot: lot.category, REQUIRED),
    Column("category_label", "string", "Its category, in French", lambda lot: lot.label_fr),
    Column("condition", "string", "Its condition", lambda lot: lot.condition.value,
           (("enum", [kind.value for kind in Condition]),)),
    Column("price_cents", "integer", "Price of one unit, VAT included, in cents",
           lambda lot: lot.price.cents, COUNTED),
    Column("reference_price_cents", "integer", "Price of one unit when new, in cents",
           lambda lot: lot.reference_price and lot.reference_price.cents),
    Column("remaining_milli", "integer", "What is left, not reserved, in thousandths of the unit",
           lambda lot: lot.remaining.milli, COUNTED),
    Column("held_milli", "integer", "What is left but reserved, in thousandths of the unit",
           lambda lot: lot.held.milli, COUNTED),
    Column("unit", "string", "The unit", lambda lot: lot.remaining.unit.value,
           (("enum", [unit.value for unit in Unit]),)),
    Column("unit_weight_g", "integer", "Weight of one unit in grams; empty when unknown",
           lambda lot: lot.unit_weight and lot.unit_weight.grams),
    Column("weight_method", "string", "How it is known", lambda lot: lot.weight_method.value,
           (("enum", [method.value for method in WeightMethod]),)),
    Column("seller", "string", "The firm that sells it", lambda lot: lot.seller, REQUIRED),
    Column("places", "string", "Sites and stands, apart by semicolons", lambda lot: "; ".join(
        " ".join(said for said in place if said) for place in lot.places)),
)  # fmt: skip


def rows(offers: Iterable[Offer], page_of: Callable[[str], str]) -> Iterator[str]:
    """The CSV's lines, its header first; `page_of` gives the whole address of a lot's page.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    yield _line([*(column.name for column in COLUMNS), "url"])
    for offer in offers:
        values = [column.value(offer) for column in COLUMNS]
        said = [harmless(value) if isinstance(value, str) else value for value in values]
        yield _line([*said, page_of(offer.code)])


def schema(edition: str, currency: str, path: str) -> dict[str, Any]:
    """A Frictionless data package of one resource: the CSV at `path`, and its Table Schema."""
    url = {"name": "url", "type": "string", "format": "uri", "description": "Its public page"}
    return {
        "profile": "tabular-data-package",
        "name": "catalogue",
        "title": edition,
        "currency": currency,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "catalogue",
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
                "schema": {
                    "fields": [*(column.field() for column in COLUMNS), url],
                    "primaryKey": "code",
                    "missingValues": [""],
                },
            }
        ],
    }


def _line(values: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue()
