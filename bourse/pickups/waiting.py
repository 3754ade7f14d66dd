"""What was paid and not wholly collected: a list for the organiser, the gate and the stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from bourse.editions.models import Edition
from bourse.lots.models import Lot
from bourse.lots.search import matches
from bourse.pickups.owed import RELEASED, Owed, owed_lines
from bourse.pickups.slips import names_of
from bourse.tills.projections import Sale, SaleLine
from bourse.tills.sales import read_number
from bourse.values import Page, Quantity
from bourse.values.page import number_after

PAGE = 50
SLICE = 200
"""Lines read at once."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line that was paid and not wholly collected."""

    number: str
    paid_at: datetime
    exhibitor: str
    exhibitor_name: str
    lot: str | None
    designation: str
    paid: Quantity
    left: Quantity


def waiting(
    edition: Edition,
    *,
    exhibitor: str | None = None,
    search: str = "",
    after: str | None = None,
    size: int | None = PAGE,
) -> Page[Waiting]:
    """What was paid and not wholly collected, the oldest first; all of it with `size=None`.

    `search` finds a receipt's number, a lot's code or words of the designation; `after` is the
    cursor of the last row seen.
    """
    conditions = [SaleLine.quantity_milli > RELEASED]
    if search.strip():
        conditions.append(_found(search))
    sale_seq, _, position = (after or "").partition(".")
    seen = (number_after(sale_seq), number_after(position))
    names = names_of(edition.id)
    found = _owed(edition.id, conditions, exhibitor, seen, size)
    page = Page.of(found, size or len(found), lambda one: f"{one.sale.seq}.{one.line.position}")
    return Page(
        tuple(
            Waiting(
                number=one.sale.number,
                paid_at=one.sale.happened_at,
                exhibitor=one.line.exhibitor,
                exhibitor_name=names.get(one.line.exhibitor, one.line.exhibitor),
                lot=one.line.lot,
                designation=one.line.designation,
                paid=one.line.quantity,
                left=one.left,
            )
            for one in page.rows
        ),
        page.after,
    )


def _owed(
    edition_id: int,
    conditions: Sequence[ColumnElement[bool]],
    exhibitor: str | None,
    seen: tuple[int, int],
    size: int | None,
) -> list[Owed]:
    """More than a page of what is left, if there is: what came back whole is passed over."""
    found: list[Owed] = []
    while size is None or len(found) <= size:
        seq, position = seen
        beyond = (Sale.seq > seq) | ((Sale.seq == seq) & (SaleLine.position > position))
        rows = owed_lines(edition_id, *conditions, beyond, exhibitor=exhibitor, limit=SLICE)
        found += [one for one in rows if one.left]
        if len(rows) < SLICE:
            break
        seen = (rows[-1].sale.seq, rows[-1].line.position)
    return found


def _found(search: str) -> ColumnElement[bool]:
    """A receipt by its number, else a lot by its code or its words."""
    if number := read_number(search):
        return (Sale.series == number[0]) & (Sale.receipt == number[1])
    typed = search.strip()
    by_words = matches(typed)
    ways = [
        SaleLine.lot == "".join(typed.split()).upper(),
        SaleLine.designation.icontains(typed, autoescape=True),
    ]
    if by_words is not None:
        ways.append(SaleLine.lot_id.in_(select(Lot.id).where(by_words)))
    return or_(*ways)
