"""A page's lots in their order: each order has an index that answers every filter.

Such an index (migration 0022) begins with the edition, the status and what is compared, and ends
with what is filtered by. So a page walks it from where the last one ended, and looks only at the
lots that pass: whatever is asked of a hundred thousand, no table is read through. What is left of
a lot stands in a table of its own, and is looked up last, in the order of the page.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from bourse.catalogue.filtering import LotFilter, LotSort, Order, conditions
from bourse.db import db
from bourse.lots import search
from bourse.lots.models import Lot, Stock

WORTH_SORTING = 20_000
"""Lots of a word beyond this are walked, not sorted: that would cost more than a whole walk."""


def chosen(
    wanted: LotFilter, order: Order, *, after: str | None = None, limit: int
) -> Select[*tuple[Any, ...]]:
    """The ids of the lots wanted, in this order, after the one of that code."""
    on_sqlite = db.engine.dialect.name == "sqlite"
    sorts = on_sqlite and _sorts(wanted, order, limit)
    hidden = on_sqlite and (sorts or _hides_prices(wanted, order, limit))
    price = Lot.price_cents.expression
    lots = order.joined(select(Lot.id))
    lots = lots.where(*conditions(wanted, _unindexed(price) if hidden else price))
    if after is not None and (past := order.past(after, wanted.edition_id)) is not None:
        lots = lots.where(past)
    if wanted.flag:
        lots = lots.join(Lot.stock)
    if not on_sqlite and wanted.in_stock:
        return _looked_up(lots, order, limit)
    if wanted.in_stock:
        lots = lots.where(Lot.quantity_milli > _gone(Lot.id))
    key = _unindexed(order.key) if sorts else order.key
    return lots.order_by(*order.towards(key, Lot.id.expression)).limit(limit)


def _looked_up(
    lots: Select[*tuple[Any, ...]], order: Order, limit: int
) -> Select[*tuple[Any, ...]]:
    """PostgreSQL reads the whole table of stock, unless its planner stops at OFFSET."""
    told = lots.add_columns(Lot.quantity_milli, order.key.label("compared"))
    walked = told.order_by(*order.by).offset(0).subquery()
    left = select(walked.c.id).where(walked.c.quantity_milli > _gone(walked.c.id))
    return left.order_by(*order.towards(walked.c.compared, walked.c.id)).limit(limit)


def _gone(lot_id: Any) -> ColumnElement[int]:
    """What has left a lot, in thousandths: looked up, so that no database joins all of stock."""
    gone = select(Stock.sold_milli + Stock.removed_milli).where(Stock.lot_id == lot_id)
    return gone.correlate_except(Stock).scalar_subquery()


def _sorts(wanted: LotFilter, order: Order, limit: int) -> bool:
    """Whether SQLite should begin with the lots of the words, and sort them.

    A walk finds `limit` lots early or goes to its end, a hundred thousand lots further. Each other
    filter leaves about half of the lots.
    """
    if order.sort is LotSort.NEWEST or not (number := search.number(wanted.text, WORTH_SORTING)):
        return False
    narrowing = (wanted.exhibitor_id, wanted.site_id, wanted.category, wanted.conditions)
    prices = (wanted.price_from, wanted.price_to is not None, wanted.discount)
    halves = sum(bool(one) for one in (*narrowing, *prices))
    return number < WORTH_SORTING and number >> halves < limit


def _hides_prices(wanted: LotFilter, order: Order, limit: int) -> bool:
    """Whether SQLite is not to read all of a price range, then to sort it by something else."""
    if order.sort is LotSort.PRICE:
        return False
    if wanted.price_from is None or wanted.price_to is None:
        return True
    between = LotFilter(
        edition_id=wanted.edition_id,
        status=wanted.status,
        price_from=wanted.price_from,
        price_to=wanted.price_to,
    )
    few = select(Lot.id).where(*conditions(between)).limit(limit)
    return len(db.session.scalars(few).all()) == limit


def _unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, by which SQLite looks nothing up in an index."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)
