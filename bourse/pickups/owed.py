"""What is still owed to buyers: of each line paid to be collected, what came back and what is left.

A return is a negative twin of the line it takes back: it names lot and words, price and seller, and
no position. So each is taken once, from the lines that are all it says, else from those of its lot
and words; and of these first from what nobody has collected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from bourse.db import db, total
from bourse.pickups.models import Pickup
from bourse.tills.projections import Sale, SaleLine
from bourse.values import Quantity

RELEASED: ColumnElement[int] = (
    select(total(Pickup.quantity_milli))
    .where(
        Pickup.sale_seq == SaleLine.sale_seq,
        Pickup.position == SaleLine.position,
        Pickup.undone_at.is_(None),
    )
    .correlate(SaleLine)
    .scalar_subquery()
)
"""What of a line was handed over, in thousandths."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A line paid to be collected; `left` is what may still be handed over, never below zero."""

    sale: Sale
    line: SaleLine
    back: Quantity
    left: Quantity


@dataclass(slots=True)
class PaidLine:
    """A line of a sale and, in thousandths, what waits of it, what has left, what came back."""

    line: SaleLine
    waits: int
    released: int
    back: int = 0

    def take(self, milli: int, *, also_released: bool) -> int:
        """Take back up to so much; gives what is still to be taken from other lines."""
        waiting = min(milli, self.waits)
        returned = min(milli - waiting, self.released) if also_released else 0
        self.waits -= waiting
        self.released -= returned
        self.back += waiting + returned
        return milli - waiting - returned


def owed_lines(
    edition_id: int,
    *conditions: ColumnElement[bool],
    exhibitor: str | None = None,
    limit: int | None = None,
) -> list[Owed]:
    """Lines to collect in the order they were paid, of one exhibitor or all; three queries."""
    wanted = (
        select(Sale, SaleLine, RELEASED.label("released"))
        .join(SaleLine, SaleLine.sale_seq == Sale.seq)
        .where(
            SaleLine.edition_id == edition_id,
            SaleLine.to_collect.is_(True),
            SaleLine.quantity_milli > 0,
            *conditions,
        )
        .order_by(Sale.seq, SaleLine.position)
        .limit(limit)
    )
    if exhibitor is not None:
        wanted = wanted.where(SaleLine.exhibitor == exhibitor)
    rows = db.session.execute(wanted).all()
    came_back = _came_back({sale.fact_id: sale.seq for sale, _line, _released in rows})
    found = []
    for sale, line, released in rows:
        paid = came_back.get((sale.seq, line.position)) or PaidLine(
            line, line.quantity_milli - released, released
        )
        back, left = (Quantity(milli, line.unit) for milli in (paid.back, max(paid.waits, 0)))
        found.append(Owed(sale, line, back, left))
    return found


def take_back(lines: Sequence[PaidLine], returned: Iterable[SaleLine]) -> None:
    """Take each return from the lines of its sale, once; more than there was of them is nobody's.

    First what names its line in all it says, so that no other return takes it away.
    """
    rest = [(twin, _spread(lines, twin, -twin.quantity_milli, _all_of)) for twin in returned]
    for twin, milli in rest:
        _spread(lines, twin, milli, _goods_of)


def _spread(
    lines: Sequence[PaidLine], twin: SaleLine, milli: int, says: Callable[[SaleLine], object]
) -> int:
    alike = [paid for paid in lines if says(paid.line) == says(twin)]
    for also_released in (False, True):
        for paid in alike:
            milli = paid.take(milli, also_released=also_released)
    return milli


def _goods_of(line: SaleLine) -> tuple[object, ...]:
    return line.lot, line.designation


def _all_of(line: SaleLine) -> tuple[object, ...]:
    return (
        *_goods_of(line),
        line.exhibitor,
        line.category,
        line.unit,
        line.unit_price_cents,
        line.vat_regime,
        line.origin,
        line.to_collect,
    )


def _came_back(seqs: dict[str, int]) -> dict[tuple[int, int], PaidLine]:
    """By sale and position, every line of the sales of which something came back."""
    returned: dict[int, list[SaleLine]] = defaultdict(list)
    for fact_id, twin in db.session.execute(
        select(Sale.reverses, SaleLine)
        .join(SaleLine, SaleLine.sale_seq == Sale.seq)
        .where(Sale.reverses.in_(seqs))
        .order_by(Sale.seq, SaleLine.position)
    ):
        returned[seqs[str(fact_id)]].append(twin)
    paid: dict[int, list[PaidLine]] = defaultdict(list)
    if returned:
        for line, released in db.session.execute(
            select(SaleLine, RELEASED.label("released"))
            .where(SaleLine.sale_seq.in_(returned))
            .order_by(SaleLine.sale_seq, SaleLine.position)
        ):
            paid[line.sale_seq].append(PaidLine(line, line.quantity_milli - released, released))
    for seq, lines in paid.items():
        take_back(lines, returned[seq])
    return {(seq, one.line.position): one for seq, lines in paid.items() for one in lines}
