"""Lists of lots for those who keep them: a page at a time, and how many there are by status."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from bourse.catalogue.filtering import PAGE, LotFilter, LotSort, Order, filtered
from bourse.catalogue.walking import chosen
from bourse.db import db, total
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.values import Money, Page, round_half_up
from bourse.values.quantity import MILLI


@dataclass(frozen=True, slots=True)
class LotCount:
    """How many lots, and what their whole quantities are asked for; `sold_out` of the offered."""

    lots: int
    asked: Money
    sold_out: int


def lots(
    wanted: LotFilter,
    *,
    sort: LotSort = LotSort.NEWEST,
    descending: bool = False,
    after: str | None = None,
    size: int = PAGE,
) -> Page[Lot]:
    """A page of lots with stock, category, exhibitor and company; `after` is the last one's code.

    The newest first; `descending` turns the order round.
    """
    order = Order(sort, descending)
    ids = chosen(wanted, order, after=after, limit=size + 1).subquery()
    whole = (
        select(Lot)
        .join(Lot.stock)
        .join(Lot.exhibitor)
        .join(Exhibitor.company)
        .where(Lot.id.in_(select(ids.c.id)))  # only the page's lots are read whole
        .options(
            contains_eager(Lot.stock),
            contains_eager(Lot.exhibitor).options(
                contains_eager(Exhibitor.company), lazyload(Exhibitor.stands)
            ),
            joinedload(Lot.category),
        )
        .order_by(*order.by)
    )
    return Page.of(db.session.scalars(whole).all(), size, lambda lot: lot.code)


def count_by_status(wanted: LotFilter) -> dict[LotStatus, LotCount]:
    """The lots that a filter wants, counted by status (the filter's own status left out)."""
    left = Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli
    counted = select(
        Lot.status,
        func.count(),
        total(Lot.price_cents * Lot.quantity_milli),
        func.count().filter(left <= 0),
    )
    statement = filtered(counted, wanted, by_status=False)
    return {
        status: LotCount(number, Money(round_half_up(asked, MILLI)), sold_out)
        for status, number, asked, sold_out in db.session.execute(statement.group_by(Lot.status))
    }
