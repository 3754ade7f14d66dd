"""Stands' baskets: one's own lots, within what is left, for a buyer who is a number."""

from __future__ import annotations

import random

import pytest

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import LotStatus
from bourse.people.actor import SYSTEM
from bourse.people.models import Company
from bourse.pickups.models import StandBasket
from bourse.pickups.stand_baskets import (
    MOST_LINES,
    BasketState,
    basket_of,
    baskets_of,
    cancel_basket,
    make_basket,
    view_of,
)
from bourse.tills.recording import record
from bourse.values import LotCode, Money, Quantity, Unit
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.till_facts import Device

M2, PIECE = Unit.M2, Unit.PIECE


def made(small: SmallEdition, **milli: int) -> StandBasket:
    lots = {name: getattr(small, name) for name in milli}
    wanted = {lot.code: Quantity(milli[name], lot.unit) for name, lot in lots.items()}
    with transaction():
        return make_basket(small.exhibitor, wanted, by=SYSTEM)


def test_a_basket_says_its_lots_its_total_and_a_number(small: SmallEdition) -> None:
    first, second = made(small, tiles=12_500, boards=2_000), made(small, door=1_000)
    assert (first.number, second.number) == (1, 2)
    shown = view_of(basket_of(f" {first.code.lower()} "))
    assert (shown.state, shown.total) == (BasketState.OPEN, Money(10_625 + 1_800))
    assert shown.said == f"{small.tiles.code}*12500,{small.boards.code}*2000"
    assert (first.code[0], LotCode(first.code[1:]).compact) == ("B", first.code[1:])
    assert [one.number for one in baskets_of(small.exhibitor).rows] == [2, 1]
    assert small.tiles.remaining.milli == 40_000, "nothing is sold yet"


def test_it_is_paid_once_a_till_has_sold_it(small: SmallEdition) -> None:
    basket = made(small, boards=2_000)
    sale = Device().sale((small.boards, 2_000), stand_basket=basket.code)
    with transaction():
        record(small.device, [sale])
    shown = view_of(basket_of(basket.code))
    assert (shown.state, shown.receipt) == (BasketState.PAID, "C1a-0001")


def test_what_was_wholly_given_back_is_paid_again(small: SmallEdition) -> None:
    basket, till = made(small, boards=2_000, tiles=1_000), Device()
    sale = till.sale((small.boards, 2_000), (small.tiles, 1_000), stand_basket=basket.code)

    def after(fact: dict[str, object]) -> tuple[BasketState, str | None]:
        with transaction():
            record(small.device, [fact])
        shown = view_of(basket_of(basket.code))
        assert baskets_of(small.exhibitor).rows == (shown,)
        return shown.state, shown.receipt

    assert after(sale) == (BasketState.PAID, "C1a-0001")
    assert after(till.reversal(sale, 0)) == (BasketState.PAID, "C1a-0001"), "the tiles were kept"
    assert after(till.reversal(sale, 1)) == (BasketState.OPEN, None)
    again = till.sale((small.boards, 2_000), (small.tiles, 1_000), stand_basket=basket.code)
    assert after(again) == (BasketState.PAID, "C1a-0004")


def test_it_is_cancelled_once(small: SmallEdition) -> None:
    basket = made(small, boards=2_000)
    for _ in range(2):
        with transaction():
            cancel_basket(db.session.get_one(StandBasket, basket.id), by=SYSTEM)
    assert view_of(basket_of(basket.code)).state is BasketState.CANCELLED


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({}, "basket_empty"),
        ({"door": 2_000}, "basket_beyond"),
        ({"door": 0}, "quantity_not_positive"),
        ({"tiles": 40_001}, "basket_beyond"),
    ],
)
def test_what_cannot_be_set_apart(small: SmallEdition, wanted: dict[str, int], code: str) -> None:
    with pytest.raises(BourseError, match=code):
        made(small, **wanted)


def test_only_ones_own_lots_on_sale_while_the_edition_is(small: SmallEdition) -> None:
    with transaction():
        neighbour = Exhibitor(
            edition=small.edition,
            company=Company(name="Voisin", number_kind="bce", number="0403170701"),
            code="E02",
        )
        db.session.add(neighbour)
        db.session.flush()
        db.session.add(theirs := a_lot(neighbour, "Poutre", random.Random(4)))
    with pytest.raises(BourseError, match="lot_unknown"), transaction():
        make_basket(small.exhibitor, {theirs.code: Quantity(1_000, M2)}, by=SYSTEM)
    with transaction():
        small.door.status = LotStatus.WITHDRAWN
    with pytest.raises(BourseError, match="lot_off_sale"):
        made(small, door=1_000)
    many = {f"X{number}": Quantity(1_000, M2) for number in range(MOST_LINES + 1)}
    with pytest.raises(BourseError, match="basket_long"), transaction():
        make_basket(small.exhibitor, many, by=SYSTEM)
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    with pytest.raises(BourseError, match="edition_closed"):
        made(small, boards=1_000)


@pytest.mark.parametrize("code", ["", "B222223", "C7K3PX", "nonsense", "B" * 40])
def test_an_unknown_code_is_no_basket(small: SmallEdition, code: str) -> None:
    with pytest.raises(BourseError, match="basket_unknown"):
        basket_of(code)
