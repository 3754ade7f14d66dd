"""Reading lots: lists that search, filter and sort a page at a time, and one lot by its code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from bourse.db import db, table_of, total
from bourse.editions.models import Category
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.filtering import PAGE, LotFilter, LotSort, Order, chosen, filtered
from bourse.lots.lifecycle import MAY_PREPARE
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.people.models import Company
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
            contains_eager(Lot.exhibitor).contains_eager(Exhibitor.company),
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


def lot_by_code(edition_id: int, code: str, *, exhibitor_id: int | None = None) -> Lot:
    """A lot of this edition, and of this exhibitor when one is given; raises `lot_unknown`."""
    statement = select(Lot).where(Lot.edition_id == edition_id, Lot.code == code.upper())
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    lot = db.session.scalar(statement.options(joinedload(Lot.category)))
    if lot is None:
        raise BourseError("lot_unknown")
    return lot


def lots_by_code(
    edition_id: int, codes: Collection[str], *, exhibitor_id: int | None = None
) -> list[Lot]:
    """Lots chosen in a list, by designation; raises `lot_unknown` if one of them is not there."""
    statement = select(Lot).where(Lot.edition_id == edition_id, Lot.code.in_(codes))
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    found = db.session.scalars(statement.order_by(Lot.search_words, Lot.id)).all()
    if {lot.code for lot in found} != set(codes):
        raise BourseError("lot_unknown")
    return list(found)


def lots_by_id(ids: Collection[int]) -> dict[int, Lot]:
    """Lots by what tables call them."""
    found = db.session.scalars(select(Lot).where(Lot.id.in_(ids)))
    return {lot.id: lot for lot in found}


def categories_of(edition_id: int, exhibitor_id: int | None = None) -> list[tuple[Category, int]]:
    """The categories that the lots of an edition, or of one exhibitor, have, and how many each."""
    statement = (
        select(Category, func.count(Lot.id))
        .join(Lot, Lot.category_code == Category.code)
        .where(Lot.edition_id == edition_id)
        .group_by(*table_of(Category).c)
        .order_by(Category.label_fr)
    )
    if exhibitor_id is not None:
        statement = statement.where(Lot.exhibitor_id == exhibitor_id)
    return [(category, number) for category, number in db.session.execute(statement)]


def exhibitors_of(edition_id: int) -> list[tuple[str, str]]:
    """Code and company of every exhibitor of an edition who may have lots, by company."""
    statement = (
        select(Exhibitor.code, Company.name)
        .join(Exhibitor.company)
        .where(Exhibitor.edition_id == edition_id, Exhibitor.status.in_(MAY_PREPARE))
        .order_by(Company.name, Exhibitor.code)
    )
    return [(code, company) for code, company in db.session.execute(statement)]
