"""Which lots a list wants, and in what order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, literal_column, select, tuple_

from bourse.db import db
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.lots import search
from bourse.lots.decisions import LotFlag
from bourse.lots.models import DISCOUNT, Condition, Lot, LotStatus, Stock
from bourse.moderation import flags
from bourse.people.models import Company
from bourse.reception.awaiting import awaited, receives
from bourse.reception.models import LotPlace
from bourse.values import Money, Rate
from bourse.values.rate import WHOLE_BP

PAGE = 50


class LotSort(StrEnum):
    """What a list of lots is sorted by; the latest first is the rule."""

    NEWEST = "newest"
    DESIGNATION = "designation"
    EXHIBITOR = "exhibitor"
    PRICE = "price"
    DISCOUNT = "discount"


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFilter:
    """Which lots of an edition are wanted; what is empty does not restrict.

    Prices are those of one unit, both ends included; `discount` is the least that is taken off
    the price when new; `received` leaves out what nobody has seen come where goods are received.
    """

    edition_id: int
    exhibitor_id: int | None = None
    site_id: int | None = None
    text: str = ""
    category: str | None = None
    conditions: frozenset[Condition] = frozenset()
    price_from: Money | None = None
    price_to: Money | None = None
    discount: Rate | None = None
    status: LotStatus | None = None
    flag: LotFlag | None = None
    in_stock: bool = False
    received: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """An order of lots: what is compared first, and whether it runs backwards."""

    sort: LotSort = LotSort.NEWEST
    descending: bool = False

    @property
    def key(self) -> ColumnElement[Any]:
        """What is compared; the folded words put Étais between Escalier and Évier."""
        keys: dict[LotSort, ColumnElement[Any]] = {
            LotSort.NEWEST: Lot.id.expression,
            LotSort.DESIGNATION: Lot.search_words.expression,
            LotSort.EXHIBITOR: Company.name.expression,
            LotSort.PRICE: Lot.price_cents.expression,
            LotSort.DISCOUNT: literal_column(DISCOUNT, Integer()),
        }
        return keys[self.sort]

    @property
    def by(self) -> tuple[ColumnElement[Any], ...]:
        """What to order by; the lot's id settles what is equal."""
        return self.towards(self.key, Lot.id.expression)

    def towards(
        self, key: ColumnElement[Any], last: ColumnElement[int]
    ) -> tuple[ColumnElement[Any], ...]:
        """What to order by, of a key and what settles equals."""
        keys = (last,) if self.sort is LotSort.NEWEST else (key, last)
        return tuple(one.desc() if self._backwards else one.asc() for one in keys)

    def joined(self, statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """The statement with the tables that this order compares."""
        if self.sort is not LotSort.EXHIBITOR:
            return statement
        return statement.join(Lot.exhibitor).join(Exhibitor.company)

    def past(self, code: str, edition_id: int) -> ColumnElement[bool] | None:
        """The condition that a lot comes after the one of this code; None if there is none."""
        seen = db.session.execute(
            self.joined(select(self.key, Lot.id).select_from(Lot)).where(
                Lot.edition_id == edition_id, Lot.code == code
            )
        ).first()
        if seen is None:
            return None
        here, last = tuple_(self.key, Lot.id), tuple_(*seen)
        if self.sort is LotSort.NEWEST:
            here, last = tuple_(Lot.id), tuple_(seen[1])
        return here < last if self._backwards else here > last

    @property
    def _backwards(self) -> bool:
        return self.descending is not (self.sort is LotSort.NEWEST)


def filtered(
    statement: Select[*tuple[Any, ...]], wanted: LotFilter, *, by_status: bool = True
) -> Select[*tuple[Any, ...]]:
    """A statement on lots, joined to their stock, with what a filter wants of them."""
    status = wanted.status if by_status else None
    left = [Lot.quantity_milli > Stock.sold_milli + Stock.removed_milli] if wanted.in_stock else []
    return statement.join(Lot.stock).where(*conditions(replace(wanted, status=status)), *left)


def conditions(
    wanted: LotFilter, price: ColumnElement[int] = Lot.price_cents.expression
) -> list[ColumnElement[bool]]:
    """What a filter wants of a lot, its stock aside; a flag needs the query to join `Stock`.

    SQLite tries them in this order on each lot, so the quickest come first.
    """
    asked = [
        Lot.edition_id == wanted.edition_id,
        wanted.status and Lot.status == wanted.status,
        wanted.exhibitor_id is not None and Lot.exhibitor_id == wanted.exhibitor_id,
        wanted.category and Lot.category_code == wanted.category,
        wanted.price_from is not None and price >= wanted.price_from.cents,
        wanted.price_to is not None and price <= wanted.price_to.cents,
        wanted.discount and _takes_off(wanted.discount),
        wanted.conditions and Lot.condition.in_(wanted.conditions),
        wanted.site_id is not None and _stands_on(wanted.site_id),
        search.matches(wanted.text),
        wanted.received and receives(wanted.edition_id) and ~awaited(),
        wanted.flag and flags.condition(wanted.flag, wanted.edition_id),
    ]
    return [condition for condition in asked if isinstance(condition, ColumnElement)]


def _stands_on(site_id: int) -> ColumnElement[bool]:
    """Where its seller stands, unless the lot goes to another of their sites."""
    sellers = db.session.scalars(select(Stand.exhibitor_id).where(Stand.site_id == site_id)).all()
    elsewhere = select(LotPlace.lot_id).where(
        LotPlace.lot_id == Lot.id, LotPlace.site_id != site_id
    )
    return and_(Lot.exhibitor_id.in_(sellers), ~elsewhere.exists())


def _takes_off(least: Rate) -> ColumnElement[bool]:
    """A lot without a price when new takes nothing off."""
    asked = WHOLE_BP - least.basis_points
    return Lot.price_cents * WHOLE_BP <= Lot.reference_price_cents * asked
