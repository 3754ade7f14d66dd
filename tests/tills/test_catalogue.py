"""What a till may sell, with all that a line freezes."""

from __future__ import annotations

import pytest

from bourse.db import transaction
from bourse.errors import BourseError
from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Lot, LotStatus
from bourse.lots.on_sale import withdraw_lot
from bourse.people.actor import SYSTEM
from bourse.people.models import Company
from bourse.tills.catalogue import lot_elsewhere, lot_on_sale, lots_moved, lots_of
from bourse.tills.recording import record
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition, a_lot_elsewhere
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
        page = lots_of(small.till, after=after, size=2)
        seen += [lot.code for lot in page.lots]
        if (after := page.after) is None:
            break
    assert seen == sorted([small.tiles.code, small.boards.code, small.door.code])


def test_a_till_knows_what_was_withdrawn_and_sees_no_draft(small: SmallEdition) -> None:
    with transaction():
        small.door.status, small.tiles.status = LotStatus.WITHDRAWN, LotStatus.DRAFT
    known = {lot.code: lot.status for lot in lots_of(small.till).lots}
    assert known == {
        small.boards.code: LotStatus.OFFERED,
        small.door.code: LotStatus.WITHDRAWN,
    }
    assert lot_on_sale(small.till, small.door.code).status is LotStatus.WITHDRAWN


def moved(small: SmallEdition, since: int, size: int = 500) -> tuple[list[str], int]:
    """What a till that holds `since` reads, page after page, and the revision it holds then."""
    seen, after = [], None
    while True:
        page = lots_moved(small.till, since, after=after, size=size)
        seen += [lot.code for lot in page.lots]
        if (after := page.after) is None:
            return seen, page.revision


def test_what_moved_beyond_a_revision_is_read_in_its_order(small: SmallEdition) -> None:
    device = Device()
    with transaction():
        record(small.device, [device.opened(), device.sale((small.door, 1_000))])
        withdraw_lot(small.boards, by=SYSTEM)
    assert moved(small, 0) == ([small.door.code, small.boards.code], 2)
    assert moved(small, 1, size=1) == ([small.boards.code], 2)
    assert moved(small, 2) == ([], 2)
    with transaction():
        record(small.device, [device.sale((small.door, 1_000), (small.tiles, 500))])
    assert moved(small, 2, size=1) == (sorted_by_id(small.door, small.tiles), 3)


def sorted_by_id(*lots: Lot) -> list[str]:
    return [lot.code for lot in sorted(lots, key=lambda lot: lot.id)]


def test_a_lot_that_moves_between_two_pages_is_read_again(small: SmallEdition) -> None:
    device = Device()
    with transaction():
        record(small.device, [device.sale((small.tiles, 1_000)), device.sale((small.door, 1_000))])
    first = lots_moved(small.till, 0, size=1)
    with transaction():
        record(small.device, [device.sale((small.tiles, 1_000))])
    rest = lots_moved(small.till, 0, after=first.after)
    assert [lot.code for lot in first.lots] == [small.tiles.code]
    assert [lot.code for lot in rest.lots] == [small.door.code, small.tiles.code]
    assert moved(small, rest.revision)[0] == [small.tiles.code]


def test_a_revision_we_never_reached_means_a_restored_backup(small: SmallEdition) -> None:
    codes, revision = moved(small, 41, size=2)
    assert codes == sorted([small.tiles.code, small.boards.code, small.door.code])
    assert revision == 0


def test_another_editions_label_says_whose_it_is(small: SmallEdition) -> None:
    with transaction():
        stranger = a_lot_elsewhere(small)
    with pytest.raises(BourseError) as caught:
        lot_on_sale(small.till, stranger.code)
    assert (caught.value.code, caught.value.params["edition"]) == (
        "lot_of_another_edition",
        "Bourse de Vesoul",
    )
    assert lot_elsewhere(small.till, stranger.code).exhibitor == "E01"
    with transaction():
        small.exhibitor.company = Company(
            name="Autre", number_kind="siret", number="41234567800018"
        )
    assert lot_elsewhere(small.till, stranger.code).exhibitor == ""


def test_an_unknown_code_is_nowhere(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="lot_nowhere"):
        lot_on_sale(small.till, "222222")
