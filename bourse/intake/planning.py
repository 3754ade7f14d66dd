"""What becomes of each row of a spreadsheet, decided without writing anything.

A row finds its lot by saying what a file said of it last, by the exhibitor's own reference, else by
saying what the lot does; so the same file again changes nothing, whatever has become of its lots.
What a file has no column for, a weight that it leaves blank, and a cell that says the same as last
time, leave the lot as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from bourse.db import core, table_of, total
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.intake.known import KnownLot, KnownLots, merged, said
from bourse.intake.lot_row import LotRow
from bourse.intake.telling import Tell, unheard
from bourse.lots.batch import Columns, drawn
from bourse.lots.describing import (
    LotDraft,
    category_among,
    check_against_gone,
    columns_of,
    findable,
)
from bourse.lots.lifecycle import check_writable
from bourse.lots.models import Lot, Stock

_LOT, _STOCK = table_of(Lot), table_of(Stock)


class Change(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    NOTHING = "nothing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row: the lot as it will be, or the error that refuses it (its `field`).

    `lot` is the one that is there already; `columns` are written for what is new or changed.
    `stays`: the lot was changed in the software since the file said this, and is left so.
    """

    row: LotRow
    change: Change
    draft: LotDraft
    lot: KnownLot | None = None
    columns: Columns | None = None
    error: BourseError | None = None
    stays: bool = False


@dataclass(frozen=True)
class Plan:
    """What an import would do to the exhibitor's lots, as long as they are as they were `seen`."""

    outcomes: tuple[Outcome, ...]
    seen: tuple[Any, ...]

    @cached_property
    def counts(self) -> Counter[Change]:
        """How many rows become what."""
        return Counter(outcome.change for outcome in self.outcomes)

    @property
    def staying(self) -> int:
        """How many lots were changed since the file said the same of them."""
        return sum(1 for outcome in self.outcomes if outcome.stays)

    @property
    def is_idle(self) -> bool:
        """Whether nothing would be written."""
        return not self.counts[Change.CREATE] and not self.counts[Change.UPDATE]


def plan(exhibitor: Exhibitor, rows: Sequence[LotRow], tell: Tell = unheard) -> Plan:
    """What becomes of these rows as lots of this exhibitor; a refused one is told, not raised.

    Ten thousand take a second: outside of any transaction. `tell` hears how many are done. Raises
    `edition_closed` and `exhibitor_out`.
    """
    check_writable(exhibitor)
    seen = seen_now(exhibitor)
    planner = _Planner(exhibitor, rows)
    outcomes = []
    for number, row in enumerate(rows, start=1):
        outcomes.append(planner.outcome(row))
        tell(number, len(rows))
    return Plan(tuple(outcomes), seen)


def seen_now(exhibitor: Exhibitor) -> tuple[Any, ...]:
    """What a plan stands on, in a few figures: it differs as soon as one of these lots does."""
    lots = (
        select(
            func.count(),
            func.max(_LOT.c.id),
            func.max(_LOT.c.updated_at),
            total(_STOCK.c.sold_milli),
            total(_STOCK.c.removed_milli),
        )
        .join(_STOCK, _STOCK.c.lot_id == _LOT.c.id)
        .where(_LOT.c.exhibitor_id == exhibitor.id)
    )
    found = core().execute(lots).one()
    categories = sorted(
        (category.category_code, category.default_weight_g or 0)
        for category in exhibitor.edition.categories
    )
    return (exhibitor.id, *found, *categories)


class _Planner:
    def __init__(self, exhibitor: Exhibitor, rows: Sequence[LotRow]) -> None:
        self._edition_id = exhibitor.edition_id
        self._categories = {found.category_code: found for found in exhibitor.edition.categories}
        self._known = KnownLots(exhibitor, rows)

    def outcome(self, row: LotRow) -> Outcome:
        try:
            lot = self._known.lot_of(row)
            draft = merged(row, lot) if lot else row.draft
            if lot and self._known.says(lot, draft):
                stays = not self._known.says(lot, said(row, lot))
                return Outcome(row, Change.NOTHING, draft, lot, stays=stays)
            columns = self._columns(draft, lot)
        except BourseError as error:
            return Outcome(row, Change.REFUSED, row.draft, error=error)
        if lot:
            return Outcome(row, Change.UPDATE, draft, lot, columns)
        return Outcome(row, Change.CREATE, draft, columns=drawn(columns))

    def _columns(self, draft: LotDraft, lot: KnownLot | None) -> Columns:
        """The columns to write; raises what the rules of a lot raise."""
        kept = lot.draft.category if lot else None
        if lot:
            check_against_gone(draft, lot.gone)
            if lot.is_apart and draft.quantity.unit is not lot.gone.unit:
                raise BourseError("unit_promised", field="unit")
        found = category_among(self._categories, self._edition_id, draft.category, kept)
        return findable(columns_of(draft, found))
