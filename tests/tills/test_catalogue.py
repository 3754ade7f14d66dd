"""What a till may sell, with all that a line freezes."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bourse.db import db, transaction
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import LotStatus, WeightMethod
from bourse.tills.catalogue import lot_on_sale, lots_on_sale
from bourse.tills.recording import record
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.till_facts import Device


def test_a_lot_says_price_weight_seller_stand_and_what_is_left(small: SmallEdition) -> None:
    with transaction():
        record(small.device, [Device().sale((small.tiles, 12_500))])
    lot = lot_on_sale(small.till, small.tiles.code)
    assert lot.remaining == Quantity(27_500, Unit.M2)
    assert (lot.price, lot.unit_weight) == (Money(850), Weight(18_000))
    assert (lot.exhibitor, lot.exhibitor_name, lot.stand) == ("E01", "Carrelages du Doubs", "A1")
    door = lot_on_sale(small.till, small.door.code)
    assert (door.unit_weight, door.weight_method) == (None, WeightMethod.UNKNOWN)


def test_pages_follow_each_other_without_a_lot_missed_or_doubled(small: SmallEdition) -> None:
    seen, after = [], None
    while True:
        page = lots_on_sale(small.till, after=after, size=2)
        seen += [lot.code for lot in page.rows]
        if (after := page.after) is None:
            break
    assert seen == sorted([small.tiles.code, small.boards.code, small.door.code])


def test_what_is_not_offered_is_found_by_code_alone(small: SmallEdition) -> None:
    with transaction():
        small.door.status = LotStatus.WITHDRAWN
    assert small.door.code not in {lot.code for lot in lots_on_sale(small.till).rows}
    assert lot_on_sale(small.till, small.door.code).status is LotStatus.WITHDRAWN


def test_another_editions_label_says_whose_it_is(small: SmallEdition) -> None:
    with transaction():
        other = Edition(
            slug="vesoul",
            name="Bourse de Vesoul",
            starts_on=date(2026, 9, 1),
            ends_on=date(2026, 9, 1),
        )
        seller = Exhibitor(edition=other, company=small.exhibitor.company, code="E01")
        db.session.add_all([other, seller])
        db.session.flush()
        stranger = a_lot(seller, "Fenêtre", random.Random(1))
        db.session.add(stranger)
    with pytest.raises(BourseError) as caught:
        lot_on_sale(small.till, stranger.code)
    assert (caught.value.code, caught.value.params["edition"]) == (
        "lot_of_another_edition",
        "Bourse de Vesoul",
    )


def test_an_unknown_code_is_nowhere(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="lot_nowhere"):
        lot_on_sale(small.till, "222222")
