"""The catalogue's revision: it moves with whatever a till shows, and no reader skips any of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.exhibitors.stands import StandDraft, place
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.lots import revision, stock
from bourse.lots.corrections import correct_stock
from bourse.lots.models import CorrectionReason, Lot, LotStatus, Stock
from bourse.lots.on_sale import offer_lots, withdraw_lot
from bourse.lots.service import LotDraft, duplicate_lot, edit_lot
from bourse.people.actor import SYSTEM
from bourse.people.companies import CompanyData, describe_company
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition

WRITERS, EACH = 4, 10


def draft_of(lot: Lot, price: Money) -> LotDraft:
    """The lot as it is said to be, at that price."""
    return LotDraft(
        designation=lot.designation,
        category=lot.category_code,
        quantity=lot.quantity,
        condition=lot.condition,
        origin=lot.origin,
        price=price,
        weight=WeightDraft(method=WeightMethod.DECLARED, unit_weight=Weight(14_000)),
    )


def revisions(small: SmallEdition) -> list[int]:
    """Where the catalogue stands, then the revisions of tiles, boards and door."""
    held = dict(db.session.execute(select(Stock.lot_id, Stock.revision)).all())
    lots = (small.tiles, small.boards, small.door)
    return [revision.current(small.edition.id), *(held[lot.id] for lot in lots)]


def sell(small: SmallEdition) -> None:
    stock.apply(small.edition.id, sold_milli={small.tiles.id: 1_000, small.door.id: 1_000})


def correct(small: SmallEdition) -> None:
    broken = Quantity(1_000, Unit.M2)
    correct_stock(
        small.tiles, CorrectionReason.BROKEN, broken, fact_id=str(uuid.uuid4()), by=SYSTEM
    )


def withdraw(small: SmallEdition) -> None:
    withdraw_lot(small.door, by=SYSTEM)


def mark_down(small: SmallEdition) -> None:
    edit_lot(small.boards, draft_of(small.boards, Money(500)), by=SYSTEM)


def move_stand(small: SmallEdition) -> None:
    place(small.exhibitor, [StandDraft(small.site.id, "B2")], by=SYSTEM)


def rename(small: SmallEdition) -> None:
    describe_company(small.exhibitor.company, CompanyData(name="Tuiles du Haut"), by=SYSTEM)


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (sell, [1, 1, 0, 1]),
        (correct, [1, 1, 0, 0]),
        (withdraw, [1, 0, 0, 1]),
        (mark_down, [1, 0, 1, 0]),
        (move_stand, [1, 1, 1, 1]),
        (rename, [1, 1, 1, 1]),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_a_till_shows_moves_the_revision(
    small: SmallEdition, change: Callable[[SmallEdition], None], after: list[int]
) -> None:
    with transaction():
        change(small)
    assert revisions(small) == after


def test_a_draft_moves_it_only_once_it_is_offered(small: SmallEdition) -> None:
    with transaction():
        twin = duplicate_lot(small.tiles, by=SYSTEM)
        edit_lot(twin, draft_of(twin, twin.price), by=SYSTEM)
    assert revisions(small)[0] == 0
    with transaction():
        offer_lots([twin], by=SYSTEM)
    assert twin.status is LotStatus.OFFERED
    assert (revisions(small)[0], twin.stock.revision) == (1, 1)


def test_what_is_rolled_back_was_never_a_revision(small: SmallEdition) -> None:
    with suppress(ZeroDivisionError), transaction():
        sell(small)
        raise ZeroDivisionError
    assert revisions(small) == [0, 0, 0, 0]


def test_concurrent_writers_take_turns_and_a_reader_misses_nothing(
    app: Flask, small: SmallEdition
) -> None:
    """Four sell at once while one reads by cursor: what it has seen last is what there is."""
    edition_id, lot_id = small.edition.id, small.tiles.id
    db.session.rollback()

    def write(_number: int) -> list[int]:
        with app.app_context():
            taken = []
            for _ in range(EACH):
                with transaction():
                    stock.apply(edition_id, sold_milli={lot_id: 10})
                    taken.append(_of(lot_id).revision)
            return taken

    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, number) for number in range(WRITERS)]
        held, seen, is_over = 0, 0, False
        while not is_over:
            is_over = all(one.done() for one in writing)  # before the last look, not after it
            db.session.rollback()
            reached = revision.current(edition_id)
            moved = db.session.scalar(
                select(Stock.sold_milli).where(Stock.lot_id == lot_id, Stock.revision > held)
            )
            if moved is not None:
                assert moved >= 10 * reached, "a revision was visible before its stock"
                seen = moved
            held = reached
        taken = [number for one in writing for number in one.result()]
    assert sorted(taken) == list(range(1, WRITERS * EACH + 1))
    db.session.rollback()
    assert seen == _of(lot_id).sold_milli == 10 * WRITERS * EACH


def _of(lot_id: int) -> Stock:
    lot = db.session.get_one(Lot, lot_id, populate_existing=True)
    db.session.refresh(lot.stock)
    return lot.stock
