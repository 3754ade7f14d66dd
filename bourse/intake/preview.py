"""A spreadsheet as it would be imported, row by row, with what is wrong on each cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bourse.exhibitors.models import Exhibitor
from bourse.intake.columns import Heading
from bourse.intake.faults import Fault
from bourse.intake.lots import LotSheet, read_lots
from bourse.intake.planning import Outcome, Plan, plan
from bourse.intake.table import Row, Table
from bourse.intake.telling import Tell, unheard
from bourse.values import Page
from bourse.values.page import number_after

PAGE = 50


class LineKind(StrEnum):
    """What a line of the preview is about; the first four are a row's `Change`."""

    CREATE = "create"
    UPDATE = "update"
    NOTHING = "nothing"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is in the file, and what becomes of it.

    `outcome` is None for a row that could not be understood or is `left_out` (the code of why).
    """

    row: Row
    kind: LineKind
    outcome: Outcome | None
    faults: tuple[Fault, ...]
    left_out: str = ""


@dataclass(frozen=True)
class Preview:
    """All that would happen; it may be kept when no line is refused and no column is wrong."""

    sheet: LotSheet
    plan: Plan
    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> Counter[LineKind]:
        """How many lines are of each kind."""
        return Counter(line.kind for line in self.lines)

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that the file says nothing of and that every lot needs."""
        faults = self.sheet.faults
        absent = [fault.field for fault in faults if fault.error.code == "column_missing"]
        return tuple(absent)

    @property
    def without_vat(self) -> tuple[Fault, ...]:
        """Columns of prices that their heading says to be without VAT."""
        faults = self.sheet.faults
        return tuple(fault for fault in faults if fault.error.code == "column_without_vat")

    @property
    def may_be_kept(self) -> bool:
        """Whether all of it can be imported."""
        return not (self.missing or self.without_vat or self.counts[LineKind.REFUSED])

    def page(self, kind: LineKind | None, after: str | None, size: int = PAGE) -> Page[Line]:
        """Lines of a kind, or of all, after the line of that number in the file."""
        beyond = number_after(after)
        wanted = [
            line for line in self.lines if line.row.line > beyond and kind in {None, line.kind}
        ]
        return Page.of(wanted[: size + 1], size, lambda line: str(line.row.line))


def preview(
    table: Table,
    exhibitor: Exhibitor,
    heading: Heading,
    tell: Tell = unheard,
) -> Preview:
    """What an import of this table would do to the exhibitor's lots; nothing is written.

    `tell` hears it twice over: once while rows are read, once while they are compared. Raises
    `table_empty`, `edition_closed` and `exhibitor_out`.
    """
    sheet = read_lots(table, exhibitor.edition, heading, lambda done, of: tell(done, 2 * of))
    planned = plan(exhibitor, sheet.rows, lambda done, of: tell(of + done, 2 * of))
    return Preview(sheet, planned, tuple(_lines(table, sheet, planned.outcomes)))


def _lines(table: Table, sheet: LotSheet, outcomes: Sequence[Outcome]) -> list[Line]:
    faults: defaultdict[int, list[Fault]] = defaultdict(list)
    for fault in sheet.faults:
        faults[fault.line].append(fault)
    by_line = {outcome.row.line: outcome for outcome in outcomes}
    found = []
    for row in table.rows:
        if row.line <= sheet.heading.row.line:
            continue
        outcome, wrong = by_line.get(row.line), faults[row.line]
        if outcome and outcome.error:
            wrong = [*wrong, sheet.fault(outcome.row, outcome.error)]
        found.append(_line(row, outcome, tuple(wrong), sheet.left_out.get(row.line, "")))
    return found


def _line(row: Row, outcome: Outcome | None, faults: tuple[Fault, ...], left_out: str) -> Line:
    if left_out:
        return Line(row, LineKind.LEFT_OUT, None, (), left_out)
    if faults or outcome is None:
        return Line(row, LineKind.REFUSED, outcome, faults)
    return Line(row, LineKind(outcome.change.value), outcome, ())
