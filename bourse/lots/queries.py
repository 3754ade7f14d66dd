"""Reading lots: lists that search, filter and sort a page at a time, and one lot by its code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from bourse.db import db, table_of, total
from bourse.editions.models import Category
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots import flags, search
from bourse.lots.flags import LotFlag
from bourse.lots.lifecycle import MAY_PREPARE
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.people.models import Company
from bourse.values import Money, Page, round_half_up
from bourse.values.quantity import MILLI

PAGE = 50


class LotSort(StrEnum):
    """What a list of lots is sorted by; the latest first is the rule."""

    NEWEST = "newest"
    DESIGNATION = "designation"
    EXHIBITOR = "exhibitor"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFilter:
    """Which lots of an edition are wanted; what is empty does not restrict."""

    edition_id: int
    exhibitor_id: int | None = None
    text: str = ""
    category: str | None = None
    status: LotStatus | None = None
    flag: LotFlag | None = None
    in_stock: bool = False


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
    key, turned = _sort_key(sort), descending is not (sort is LotSort.NEWEST)
    chosen = _filtered(wanted).with_only_columns(Lot.id)
    if after is not None and (seen := _position(key, after, wanted.edition_id)):
        here = tuple_(key, Lot.id)
        chosen = chosen.where(here < tuple_(*seen) if turned else here > tuple_(*seen))
    order = (key.desc(), Lot.id.desc()) if turned else (key.asc(), Lot.id.asc())
    ids = chosen.order_by(*order).limit(size + 1).subquery()  # only the page's lots are read whole
    whole = (
        _joined(select(Lot))
        .where(Lot.id.in_(select(ids.c.id)))
        .options(
            contains_eager(Lot.stock),
            contains_eager(Lot.exhibitor).contains_eager(Exhibitor.company),
            joinedload(Lot.category),
        )
        .order_by(*order)
    )
    rows = db.session.scalars(whole).all()
    return Page.of(rows, size, lambda lot: lot.code)


def count_by_status(wanted: LotFilter) -> dict[LotStatus, LotCount]:
    """The lots that a filter wants, counted by status (the filter's own status left out)."""
    left = Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli
    statement = _filtered(wanted, by_status=False).with_only_columns(
        Lot.status,
        func.count(),
        total(Lot.price_cents * Lot.quantity_milli),
        func.count().filter(left <= 0),
    )
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


def _filtered(wanted: LotFilter, *, by_status: bool = True) -> Select[Lot]:
    conditions = [
        Lot.edition_id == wanted.edition_id,
        wanted.exhibitor_id is not None and Lot.exhibitor_id == wanted.exhibitor_id,
        wanted.category and Lot.category_code == wanted.category,
        wanted.status and by_status and Lot.status == wanted.status,
        wanted.in_stock and Lot.quantity_milli > Stock.sold_milli + Stock.removed_milli,
        wanted.flag and flags.condition(wanted.flag),
        search.matches(wanted.text),
    ]
    given = (condition for condition in conditions if isinstance(condition, ColumnElement))
    return _joined(select(Lot)).where(*given)


def _joined(statement: Select[Lot]) -> Select[Lot]:
    return statement.join(Lot.stock).join(Lot.exhibitor).join(Exhibitor.company)


def _sort_key(sort: LotSort) -> InstrumentedAttribute[Any]:
    """What is compared; the folded words put Étais between Escalier and Évier."""
    keys: dict[LotSort, InstrumentedAttribute[Any]] = {
        LotSort.NEWEST: Lot.id,
        LotSort.DESIGNATION: Lot.search_words,
        LotSort.EXHIBITOR: Company.name,
        LotSort.PRICE: Lot.price_cents,
    }
    return keys[sort]


def _position(
    key: InstrumentedAttribute[Any], code: str, edition_id: int
) -> tuple[object, int] | None:
    row = db.session.execute(
        select(key, Lot.id)
        .select_from(Lot)
        .join(Lot.exhibitor)
        .join(Exhibitor.company)
        .where(Lot.edition_id == edition_id, Lot.code == code)
    ).first()
    return (row[0], row[1]) if row else None


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
