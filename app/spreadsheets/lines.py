"""The lines of an import's preview as a person reads them, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.errors import sentence
from app.language import current
from app.spreadsheets.faults import LOT_FIELDS
from bourse.editions.models import Category
from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.goods.plausible import doubt
from bourse.intake.columns import Heading
from bourse.intake.known import KnownLot
from bourse.intake.lots import REQUIRED
from bourse.intake.planning import Outcome
from bourse.intake.preview import Line, LineKind
from bourse.lots.batch import Columns
from bourse.lots.describing import LotDraft
from bourse.lots.models import Condition, Origin
from bourse.values import Weight
from reports.kit import formats
from reports.kit.words import word

SHOWN = tuple(field for field in LOT_FIELDS if field != "unit")
"""The columns of the preview; a unit stands with its quantity."""
NUMBERS = {"quantity", "price", "reference_price", "unit_weight"}
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Cell:
    """What a lot will say, and what it said before when that changes.

    `reasons` keep it from coming in; a `question` does not. `lowered`: what it was before, a
    markdown had made of it.
    """

    field: str
    label: str
    text: str
    was: str | None = None
    reasons: tuple[str, ...] = ()
    question: str = ""
    lowered: datetime | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is set to the right."""
        return self.field in NUMBERS


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the preview: its number in the file, what becomes of it, its cells."""

    number: int
    kind: LineKind
    name: str
    code: str
    cells: tuple[Cell, ...]
    reasons: tuple[str, ...]
    left_out: str
    stays: bool = False


class Lines:
    """Shows lines of one file: its columns decide which cells a line has.

    `lowered` are the lots that a markdown made as cheap as they are, by id, and when.
    """

    def __init__(self, heading: Heading, currency: str, lowered: Mapping[int, datetime]) -> None:
        self._heading = heading
        self._currency = currency
        self._lowered = lowered
        self._categories: Mapping[str, Category] = {one.code: one for one in categories()}
        said = {*heading.columns, *REQUIRED, "designation"}
        self.fields = tuple(field for field in SHOWN if field in said)

    def shown(self, line: Line) -> ShownLine:
        """The line with its texts, in the language of the request."""
        reasons: dict[str, list[str]] = {}
        for fault in line.faults:
            field = "quantity" if fault.field == "unit" else fault.field
            reasons.setdefault(field, []).append(sentence(fault.error))
        cells = tuple(self._cells(line, reasons))
        beside = [text for field in reasons.keys() - {*self.fields} for text in reasons[field]]
        name = next(cell.text for cell in cells if cell.field == "designation")
        code = line.outcome.lot.code if line.outcome and line.outcome.lot else ""
        stays = line.outcome is not None and line.outcome.stays
        reasons_beside, number = tuple(beside), line.row.line
        return ShownLine(number, line.kind, name, code, cells, reasons_beside, line.left_out, stays)

    def _cells(self, line: Line, reasons: Mapping[str, list[str]]) -> Iterator[Cell]:
        outcome = line.outcome
        will = self._will(line)
        was = self._was(outcome.lot) if outcome and outcome.lot and not line.faults else {}
        lowered = self._lowered.get(outcome.lot.id) if outcome and outcome.lot else None
        for field in self.fields:
            text = will[field][:LONGEST]
            before = was.get(field, text)[:LONGEST]
            yield Cell(
                field,
                str(LOT_FIELDS[field]),
                text,
                before if before != text else None,
                tuple(reasons.get(field, ())),
                self._question(line) if field == "unit_weight" else "",
                lowered if field == "price" and before != text else None,
            )

    def _question(self, line: Line) -> str:
        """Whether a mass can be, where it is written and seldom met."""
        outcome = line.outcome
        if outcome is None or line.kind not in {LineKind.CREATE, LineKind.UPDATE}:
            return ""
        draft, weight = outcome.draft, self._weight(outcome)
        usual = doubt(draft.category, draft.quantity.unit, weight)
        if usual is None:
            return ""
        facts = {"unit": draft.quantity.unit, "least": usual.least, "most": usual.most}
        return sentence(BourseError("weight_unlikely", weight=weight, **facts))

    def _will(self, line: Line) -> dict[str, str]:
        """What the lot will say; where that is not understood, what the file says."""
        outcome = line.outcome
        if outcome is None or line.faults:
            said = {field: self._raw(line, field) for field in LOT_FIELDS}
            return said | {"quantity": f"{said['quantity']} {said['unit']}".strip()}
        return self._texts(outcome.draft, self._weight(outcome))

    def _raw(self, line: Line, field: str) -> str:
        """What the file says; else, of a row that is a lot, what all rows say."""
        column = self._heading.columns.get(field)
        text = "" if column is None else line.row.cell(column)
        everywhere = self._heading.otherwise.get(field, "")
        if text or not everywhere or line.left_out:
            return text
        if field == "category":
            return _label(self._categories[everywhere], current())
        member = Condition(everywhere) if field == "condition" else Origin(everywhere)
        return word(member, current())

    def _was(self, lot: KnownLot) -> dict[str, str]:
        return self._texts(lot.draft, lot.draft.weight.unit_weight)

    def _weight(self, outcome: Outcome) -> Weight | None:
        """What one will weigh: settled by the rules for what is written, else as it is."""
        columns: Columns | None = outcome.columns
        if columns is None:
            return outcome.lot.draft.weight.unit_weight if outcome.lot else None
        grams = columns["unit_weight_g"]
        return Weight(grams) if isinstance(grams, int) else None

    def _texts(self, draft: LotDraft, weight: Weight | None) -> dict[str, str]:
        language = current()
        new, category = draft.reference_price, self._categories.get(draft.category)
        return {
            "own_reference": draft.own_reference,
            "designation": draft.designation,
            "category": _label(category, language) if category else draft.category,
            "quantity": formats.quantity(draft.quantity, language),
            "condition": word(draft.condition, language),
            "origin": word(draft.origin, language),
            "price": formats.money(draft.price, language, self._currency),
            "reference_price": formats.money(new, language, self._currency) if new else "",
            "unit_weight": formats.weight(weight, language) if weight else "",
            "description": draft.description,
        }


def _label(category: Category, language: str) -> str:
    return category.label_fr if language == "fr" else category.label_en
