"""One row of a spreadsheet of lots, read cell by cell; every cell that is wrong is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bourse.editions.models import EditionCategory
from bourse.errors import BourseError
from bourse.goods.weighing import WeightDraft, WeightMethod, default_weight
from bourse.intake import amounts
from bourse.intake.amounts import Counted
from bourse.intake.columns import Heading
from bourse.intake.faults import Fault, fault
from bourse.intake.table import Row
from bourse.intake.words import CategoryWords, condition_of, origin_of, unit_of
from bourse.lots.describing import LONGEST, LotDraft
from bourse.values import Money, Quantity, Unit, Weight
from bourse.values.number import read_scaled

UNKNOWN = frozenset({"", "?", "-", "–", "nc", "n/a", "inconnu", "unknown"})
"""What stands in a cell when there is nothing to say."""

_ERROR = re.compile(r"#(?:REF|N/A|NAME|NOM|VALUE|VALEUR|DIV/0|NULL|NUL|NUM|NOMBRE)[!?]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?|\d\d:\d\d:\d\d")

Value = TypeVar("Value")
Priced = tuple[Money, Unit | None]
Weighed = tuple[Weight, Unit | None]


@dataclass(frozen=True, slots=True)
class LotRow:
    """A row that can be understood; `said` are the fields that the file has a column for."""

    source: Row
    draft: LotDraft
    said: frozenset[str]

    @property
    def line(self) -> int:
        """Its number in the spreadsheet."""
        return self.source.line


class RowReader:
    """Reads one row; `faults` are those found so far."""

    def __init__(
        self,
        heading: Heading,
        row: Row,
        words: CategoryWords,
        categories: Mapping[str, EditionCategory],
    ) -> None:
        self.heading = heading
        self.row = row
        self.words = words
        self.categories = categories
        self.faults: list[Fault] = []

    def lot(self) -> LotRow | None:
        """The row's draft; None when a cell is wrong."""
        designation = self._needed("designation", _unchanged)
        category = self._needed("category", self.words.code_of)
        condition = self._needed("condition", condition_of)
        origin = self._needed("origin", origin_of)
        counted = self._needed("quantity", amounts.counted)
        price = self._needed("price", amounts.price)
        new = self._known("reference_price", amounts.price)
        weight = self._known("unit_weight", self._unit_weight)
        unit = self._unit(category, counted, price, new, weight)
        own_reference, description = self._long("own_reference"), self._long("description")
        quantity = self._quantity(counted, unit) if counted else None
        if not (designation and category and condition and origin and price):
            return None
        if unit is None or quantity is None or self.faults:
            return None
        draft = LotDraft(
            designation=designation,
            category=category,
            quantity=quantity,
            condition=condition,
            origin=origin,
            price=price[0],
            weight=self._weight(weight and weight[0], unit, category),
            reference_price=new[0] if new else None,
            description=description,
            own_reference=own_reference,
        )
        return LotRow(self.row, draft, frozenset(self.heading.columns))

    def _text(self, field: str) -> str:
        return self.heading.value(self.row, field)

    def _fault(self, field: str, error: BourseError) -> None:
        self.faults.append(fault(self.heading, self.row, field, error))

    def _read(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        try:
            _check_cell(self._text(field), field)
            if len(self._text(field)) > (longest := LONGEST.get(field, 200)):
                raise BourseError("cell_long", longest=longest)
            return parse(self._text(field))
        except BourseError as error:
            self._fault(field, error)
            return None

    def _needed(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        """What a cell says that must say something."""
        if not self._text(field):
            self._fault(field, BourseError("cell_empty"))
            return None
        return self._read(field, parse)

    def _known(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        """What a cell says that may say nothing."""
        return None if self._text(field).casefold() in UNKNOWN else self._read(field, parse)

    def _long(self, field: str) -> str:
        return self._read(field, _unchanged) or ""

    def _unit_weight(self, text: str) -> Weighed:
        return amounts.unit_weight(text, self.heading.text("unit_weight"))

    def _unit(
        self,
        category: str | None,
        counted: Counted | None,
        price: Priced | None,
        new: Priced | None,
        weight: Weighed | None,
    ) -> Unit | None:
        """The unit that the row speaks of, wherever it says so; bare numbers count pieces."""
        before = len(self.faults)
        said = {
            "unit": self._known("unit", unit_of),
            "quantity": counted.unit if counted else None,
            "price": price[1] if price else None,
            "reference_price": new[1] if new else None,
            "unit_weight": weight[1] if weight else None,
        }
        named = {field: unit for field, unit in said.items() if unit is not None}
        if not named and counted and category and len(self.faults) == before:
            return self._uncounted(category)
        unit = next(iter(named.values()), None)
        for field, other in named.items():
            if other is not unit:
                self._fault(field, BourseError("unit_differs", unit=unit, other=other))
        return unit

    def _uncounted(self, category: str) -> Unit | None:
        """Pieces, where nothing names a unit and the category has pieces."""
        known = self.categories.get(category)
        if known is None or Unit.PIECE in known.category.units.split("|"):
            return Unit.PIECE
        self._fault("unit", BourseError("unit_missing"))
        return None

    def _quantity(self, counted: Counted, unit: Unit | None) -> Quantity | None:
        """The quantity; where the unit is not known, only whether its number can be read."""
        if unit is None:
            self._read("quantity", lambda _: read_scaled(counted.number, 3))
            return None
        return self._read("quantity", lambda _: Quantity.parse(counted.number, unit))

    def _weight(self, declared: Weight | None, unit: Unit, category: str) -> WeightDraft:
        """As declared; else the category's usual weight, where the organiser gave one."""
        if declared is not None:
            return WeightDraft(method=WeightMethod.DECLARED, unit_weight=declared)
        try:
            default_weight(self.categories[category], unit)
        except (BourseError, KeyError):
            return WeightDraft(method=WeightMethod.UNKNOWN)
        return WeightDraft(method=WeightMethod.CATEGORY_DEFAULT)


def _check_cell(text: str, field: str) -> None:
    """Refuse what stands in a cell in place of something that a person wrote.

    Raises `cell_formula` for a formula without its result, `cell_error` for #REF! and its kin, and
    `cell_date` for a date where a number is wanted: a spreadsheet makes one of "12-3".
    """
    if text.startswith("="):
        raise BourseError("cell_formula")
    if _ERROR.fullmatch(text):
        raise BourseError("cell_error")
    if field not in LONGEST and _DATE.fullmatch(text):
        raise BourseError("cell_date")


def _unchanged(text: str) -> str:
    return text
