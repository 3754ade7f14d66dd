"""A page of a long list: its rows, and where the next page begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
DIGITS = 20
"""One more than any column holds."""


def number_after(cursor: str | None) -> int:
    """The number that a page begins after, as an address says it; 0 for what is no number.

    Beyond what a column holds it stays so, and the database says that there is no such row.
    """
    return int(cursor[:DIGITS]) if cursor and cursor.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and the cursor of the next page; None on the last one."""

    rows: tuple[Row, ...]
    after: str | None

    @classmethod
    def of(cls, rows: Sequence[Row], size: int, cursor: Callable[[Row], object]) -> Page[Row]:
        """The first `size` of `rows`, of which one more was asked for to know if the list goes on.

        `cursor` gives what the next page begins after, from the last row shown.
        """
        shown = tuple(rows[:size])
        return cls(shown, str(cursor(shown[-1])) if len(rows) > size else None)
