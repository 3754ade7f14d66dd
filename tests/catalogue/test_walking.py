"""A page's lots: found by an index or sorted, they are those that pass, in their order."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest

from bourse.catalogue.filtering import LotFilter, LotSort, Order
from bourse.catalogue.walking import chosen
from bourse.db import db, transaction
from bourse.lots.models import Condition, Lot, LotStatus
from bourse.values import Money, Rate
from tests.fixtures.edition import SmallEdition, a_lot

SORTS = (LotSort.NEWEST, LotSort.PRICE, LotSort.DISCOUNT, LotSort.DESIGNATION)
LIMITS = (4, 1_000)
"""Fewer than the lots of a word, of a range of prices; more than there are."""


@pytest.fixture
def shelf(small: SmallEdition) -> list[Lot]:
    """Sixty doors and windows in few prices, some sold out, some drafts."""
    rng = random.Random(11)
    with transaction():
        for number in range(60):
            lot = a_lot(
                small.exhibitor,
                f"{'Porte' if number % 3 else 'Fenêtre'} {rng.choice(('chêne', 'PVC'))} {number}",
                rng,
                price_cents=100 * rng.randrange(1, 8),
                reference_price_cents=rng.choice((None, 400, 800)),
                condition=rng.choice((Condition.GOOD, Condition.TO_REPAIR)),
                status=LotStatus.DRAFT if number % 10 == 9 else LotStatus.OFFERED,
            )
            lot.stock.sold_milli = lot.quantity_milli if number % 7 == 6 else 0
            db.session.add(lot)
    return list(db.session.query(Lot))


def filters(edition: int) -> Iterator[LotFilter]:
    """Every mixture of a word, a range of prices, a discount and a condition."""
    for text, ends, discount, condition in itertools.product(
        ("", "porte", "fenêtre chêne"),
        ((None, None), (200, 300), (None, 500)),
        (None, 40),
        (frozenset(), frozenset({Condition.GOOD})),
    ):
        yield LotFilter(
            edition_id=edition,
            text=text,
            price_from=Money(ends[0]) if ends[0] else None,
            price_to=Money(ends[1]) if ends[1] else None,
            discount=Rate(100 * discount) if discount else None,
            conditions=condition,
            status=LotStatus.OFFERED,
            in_stock=True,
        )


def passes(lot: Lot, wanted: LotFilter) -> bool:
    """The same question, asked of a lot that was read."""
    words = {"porte": "port", "fenêtre chêne": "chen"}
    new, price = lot.reference_price_cents, lot.price_cents
    return (
        lot.status is wanted.status
        and lot.remaining.milli > 0
        and (not wanted.text or f" {words[wanted.text]}" in lot.search_words)
        and (wanted.text != "fenêtre chêne" or " fenetr" in lot.search_words)
        and (wanted.price_from is None or price >= wanted.price_from.cents)
        and (wanted.price_to is None or price <= wanted.price_to.cents)
        and (wanted.discount is None or (new is not None and 100 * price <= 60 * new))
        and (not wanted.conditions or lot.condition in wanted.conditions)
    )


def compared(one: Lot, sort: LotSort) -> tuple[object, ...]:
    """What an order compares of a lot."""
    new, price = one.reference_price_cents, one.price_cents
    off = (new - price) * 10_000 // new if new is not None and new > price else 0
    return {
        LotSort.NEWEST: (one.id,),
        LotSort.PRICE: (price, one.id),
        LotSort.DISCOUNT: (off, one.id),
        LotSort.DESIGNATION: (one.search_words, one.id),
    }[sort]


@pytest.mark.parametrize("sort", SORTS)
def test_whatever_is_asked_the_lots_are_those_that_pass_in_their_order(
    small: SmallEdition, shelf: list[Lot], sort: LotSort
) -> None:
    for wanted in filters(small.edition.id):
        passing = [lot for lot in shelf if passes(lot, wanted)]
        for descending in (False, True):
            backwards = descending is not (sort is LotSort.NEWEST)
            told = sorted(passing, key=lambda lot: compared(lot, sort), reverse=backwards)
            order, right = Order(sort, descending), [lot.id for lot in told]
            for limit in LIMITS:
                first = chosen(wanted, order, limit=limit)
                assert list(db.session.scalars(first)) == right[:limit], (wanted, limit)
            if len(told) > 3:
                rest = chosen(wanted, order, after=told[2].code, limit=5)
                assert list(db.session.scalars(rest)) == right[3:8], wanted
