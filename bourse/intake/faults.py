"""What is wrong in a spreadsheet, cell by cell, for a person to put right."""

from __future__ import annotations

from dataclasses import dataclass

from bourse.errors import BourseError
from bourse.intake.columns import Heading
from bourse.intake.table import Row


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell: `field` is ours, `heading` what the file calls it, empty if none."""

    line: int
    field: str
    heading: str
    value: str
    error: BourseError


def fault(heading: Heading, row: Row, field: str, error: BourseError) -> Fault:
    """What is wrong in a row's cell of that field."""
    return Fault(row.line, field, heading.text(field), heading.value(row, field), error)
