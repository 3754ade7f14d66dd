"""Stands' baskets: made by an exhibitor from its own lots, paid at any till, once.

What was wholly given back may be paid again: so a wrong payment mode is put right.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot, LotStatus
from bourse.lots.set_apart import (
    CHANCE,
    MOST_LINES,
    SetApart,
    lines_apart,
    new_code,
    read_code,
)
from bourse.lots.turns import take_turn
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.pickups.models import StandBasket, StandBasketLine
from bourse.tills.projections import Sale
from bourse.tills.sales import KEPT
from bourse.values import Page, Quantity
from bourse.values.page import number_after

PAGE = 30


class BasketState(StrEnum):
    """Where a stand's basket is."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketView(SetApart):
    """A stand's basket; `receipt` is the number of the sale that pays it."""

    number: int
    exhibitor: str
    exhibitor_name: str
    created_at: datetime
    state: BasketState
    receipt: str | None


def make_basket(
    exhibitor: Exhibitor,
    wanted: Mapping[str, Quantity],
    *,
    by: Actor,
    chance: random.Random = CHANCE,
) -> StandBasket:
    """Set lots of this exhibitor apart, by code, for the next buyer's number.

    Raises `edition_closed`, `basket_empty`, `basket_long` (maximum), `lot_unknown` for another's,
    `lot_off_sale`, `quantity_not_positive`, and `basket_beyond` (designation, left).
    """
    if exhibitor.edition.status is EditionStatus.CLOSED:
        raise BourseError("edition_closed")
    if not wanted:
        raise BourseError("basket_empty")
    if len(wanted) > MOST_LINES:
        raise BourseError("basket_long", maximum=MOST_LINES)
    db.session.execute(select(Exhibitor.id).where(Exhibitor.id == exhibitor.id).with_for_update())
    last = db.session.scalar(
        select(func.max(StandBasket.number)).where(StandBasket.exhibitor_id == exhibitor.id)
    )
    basket = StandBasket(
        code=new_code("B", _is_taken, chance),
        edition_id=exhibitor.edition_id,
        exhibitor=exhibitor,
        number=(last or 0) + 1,
        lines=_lines(exhibitor, wanted),
    )
    db.session.add(basket)
    db.session.flush()
    note(by, "stand_basket.make", f"exhibitor:{exhibitor.id}", code=basket.code)
    return basket


def cancel_basket(basket: StandBasket, *, by: Actor) -> None:
    """The buyer does not want it after all; a till that scans it is told. Twice is once."""
    if basket.cancelled_at is None:
        basket.cancelled_at = now()
        note(by, "stand_basket.cancel", f"exhibitor:{basket.exhibitor_id}", code=basket.code)


def basket_of(code: str, *, edition_id: int | None = None) -> StandBasket:
    """The basket of this code, as scanned or typed; raises `basket_unknown`."""
    written = read_code("B", code)
    basket = written and db.session.scalar(
        select(StandBasket)
        .where(StandBasket.code == written)
        .options(selectinload(StandBasket.lines))
    )
    if not basket or edition_id not in (None, basket.edition_id):
        raise BourseError("basket_unknown")
    return basket


def view_of(basket: StandBasket) -> BasketView:
    """A basket as pages and tills show it."""
    return _view(basket, _receipts([basket.code]).get(basket.code))


def baskets_of(
    exhibitor: Exhibitor, *, after: str | None = None, size: int = PAGE
) -> Page[BasketView]:
    """An exhibitor's baskets, the latest first; `after` is the last number seen."""
    wanted = (
        select(StandBasket)
        .where(StandBasket.exhibitor_id == exhibitor.id)
        .order_by(StandBasket.number.desc())
        .limit(size + 1)
        .options(selectinload(StandBasket.lines))
    )
    if seen := number_after(after):
        wanted = wanted.where(StandBasket.number < seen)
    page = Page.of(db.session.scalars(wanted).all(), size, lambda basket: basket.number)
    paid = _receipts([basket.code for basket in page.rows])
    return Page(tuple(_view(basket, paid.get(basket.code)) for basket in page.rows), page.after)


def _view(basket: StandBasket, receipt: str | None) -> BasketView:
    state = BasketState.CANCELLED if basket.cancelled_at else BasketState.OPEN
    return BasketView(
        code=basket.code,
        number=basket.number,
        exhibitor=basket.exhibitor.code,
        exhibitor_name=basket.exhibitor.company.name,
        created_at=basket.created_at,
        state=BasketState.PAID if receipt else state,
        receipt=receipt,
        lines=lines_apart(basket.lines),
    )


def _receipts(codes: Sequence[str]) -> dict[str, str]:
    """By basket, the first sale that paid it and was not wholly given back since."""
    sales = db.session.scalars(
        select(Sale).where(Sale.stand_basket.in_(codes), KEPT > 0).order_by(Sale.seq.desc())
    )
    return {sale.stand_basket: sale.number for sale in sales if sale.stand_basket}


def _lines(exhibitor: Exhibitor, wanted: Mapping[str, Quantity]) -> list[StandBasketLine]:
    lots = {
        lot.code: lot
        for lot in db.session.scalars(
            select(Lot).where(Lot.exhibitor_id == exhibitor.id, Lot.code.in_(wanted))
        )
    }
    if lots.keys() != wanted.keys():
        raise BourseError("lot_unknown")
    take_turn(list(lots.values()))
    for code, quantity in wanted.items():
        _check(lots[code], quantity)
    return [
        StandBasketLine(position=position, lot=lots[code], quantity_milli=quantity.milli)
        for position, (code, quantity) in enumerate(wanted.items(), start=1)
    ]


def _check(lot: Lot, quantity: Quantity) -> None:
    if lot.status is not LotStatus.OFFERED:
        raise BourseError("lot_off_sale", designation=lot.designation)
    if quantity.milli <= 0:
        raise BourseError("quantity_not_positive")
    if quantity > lot.remaining:
        raise BourseError("basket_beyond", designation=lot.designation, left=lot.remaining)


def _is_taken(code: str) -> bool:
    return db.session.scalar(select(StandBasket.id).where(StandBasket.code == code)) is not None
