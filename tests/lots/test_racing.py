"""Two tabs, two organisers: what is said of one lot at once is said, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import Flask

from bourse.clock import now
from bourse.db import transaction
from bourse.lots import late
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code
from bourse.lots.service import create_lot, edit_lot
from bourse.moderation.answering import find_fine
from bourse.moderation.questions import questions_of, seen_of
from bourse.values import Money, Quantity, Unit
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER
from tests.fixtures.racing import at_once


def found(lot: Lot) -> Callable[[], Lot]:
    edition_id, code = lot.edition_id, lot.code
    return lambda: lot_by_code(edition_id, code)


def test_two_late_changes_sent_at_once_are_one_that_waits(app: Flask, small: SmallEdition) -> None:
    with transaction():
        small.edition.catalogue_closes_at = now() - timedelta(hours=1)
    tiles = found(small.tiles)

    def change(cents: int) -> Callable[[], None]:
        draft = replace(DRAFT, price=Money(cents), quantity=Quantity(50_000, Unit.M2))
        return lambda: edit_lot(tiles(), draft, by=SELLER)

    assert at_once(app, change(9_100), change(9_200), change(9_300)) == ["done"] * 3
    waiting = late.waiting(tiles())
    assert waiting is not None
    assert waiting.said.price.cents in (9_100, 9_200, 9_300)


def test_two_organisers_find_a_lot_fine_at_once(app: Flask, small: SmallEdition) -> None:
    with transaction():
        lot = create_lot(small.exhibitor, replace(DRAFT, designation="Feuille de plomb"), by=SELLER)
    lead, seen = found(lot), seen_of(questions_of(lot))
    fine = [lambda: find_fine(lead(), seen, by=ORGANISER)] * 3
    assert at_once(app, *fine) == ["done"] * 3
    assert questions_of(lead()) == ()
