"""What was paid and not wholly collected: a list for the organiser, the gate and the stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.lots.models import Lot
from bourse.lots.search import matches
from bourse.pickups.slips import LEFT, collected, names_of
from bourse.tills.projections import Sale, SaleLine
from bourse.tills.sales import read_number
from bourse.values import Page, Quantity
from bourse.values.page import number_after

PAGE = 50


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
    wanted = collected(edition.id, exhibitor).where(LEFT > 0)
    if search.strip():
        wanted = wanted.where(_found(search))
    sale_seq, _, position = (after or "").partition(".")
    if seen := number_after(sale_seq):
        next_lines = (Sale.seq == seen) & (SaleLine.position > number_after(position))
        wanted = wanted.where((Sale.seq > seen) | next_lines)
    wanted = wanted.order_by(Sale.seq, SaleLine.position)
    rows = db.session.execute(wanted if size is None else wanted.limit(size + 1)).all()
    names = names_of(edition.id)
    page = Page.of(rows, size or len(rows), lambda row: f"{row[0].seq}.{row[1].position}")
    return Page(
        tuple(
            Waiting(
                number=sale.number,
                paid_at=sale.happened_at,
                exhibitor=line.exhibitor,
                exhibitor_name=names.get(line.exhibitor, line.exhibitor),
                lot=line.lot,
                designation=line.designation,
                paid=line.quantity,
                left=Quantity(left, line.unit),
            )
            for sale, line, _back, left in page.rows
        ),
        page.after,
    )


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
