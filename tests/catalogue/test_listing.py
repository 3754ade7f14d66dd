"""Lists of lots: filtered, sorted, counted, a page at a time."""

from __future__ import annotations

import random

import pytest

from bourse.catalogue.filtering import LotFilter, LotSort
from bourse.catalogue.listing import count_by_status, lots
from bourse.db import db, transaction
from bourse.goods.hazards import hazard_of
from bourse.lots.decisions import LotFlag
from bourse.lots.models import Lot, LotStatus
from bourse.moderation.flags import flags_of
from bourse.tills.recording import record
from bourse.values import Money
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.till_facts import Device


@pytest.fixture
def many(small: SmallEdition) -> SmallEdition:
    """Twenty more lots, two of each price, one free, one dearer than new."""
    rng = random.Random(3)
    with transaction():
        for number in range(20):
            db.session.add(
                a_lot(
                    small.exhibitor,
                    f"Étai {number:02}" if number % 2 else f"Évier {number:02}",
                    rng,
                    price_cents=100 * (number // 2),
                    reference_price_cents=1_700,
                    status=LotStatus.DRAFT if number < 5 else LotStatus.OFFERED,
                )
            )
    return small


def listed(wanted: LotFilter, sort: LotSort, size: int, descending: bool) -> list[Lot]:
    """Every lot, page after page."""
    found: list[Lot] = []
    after: str | None = None
    while True:
        page = lots(wanted, sort=sort, size=size, after=after, descending=descending)
        found += page.rows
        if page.after is None:
            return found
        after = page.after


@pytest.mark.parametrize("sort", list(LotSort))
@pytest.mark.parametrize("descending", [False, True])
def test_pages_show_each_lot_once_and_in_order(
    many: SmallEdition, sort: LotSort, descending: bool
) -> None:
    everything = LotFilter(edition_id=many.edition.id)
    paged = listed(everything, sort, 7, descending)
    assert [lot.id for lot in paged] == [
        lot.id for lot in listed(everything, sort, 100, descending)
    ]
    assert len({lot.id for lot in paged}) == 23
    assert paged[::-1] == listed(everything, sort, 7, not descending)


def test_the_newest_comes_first_and_prices_rise(many: SmallEdition) -> None:
    everything = LotFilter(edition_id=many.edition.id)
    newest = lots(everything).rows
    assert [lot.id for lot in newest] == sorted((lot.id for lot in newest), reverse=True)
    prices = [lot.price for lot in lots(everything, sort=LotSort.PRICE).rows]
    assert prices == sorted(prices)
    names = [lot.designation for lot in lots(everything, sort=LotSort.DESIGNATION).rows]
    assert names.index("Étai 19") < names.index("Évier 00") < names.index("Panneau OSB 18 mm")


def test_filters_add_up(many: SmallEdition) -> None:
    edition = many.edition.id

    def number(**wanted: object) -> int:
        return len(lots(LotFilter(edition_id=edition, **wanted), size=100).rows)

    assert number() == 23
    assert number(exhibitor_id=many.exhibitor.id) == 23
    assert number(exhibitor_id=many.exhibitor.id + 1) == 0
    assert number(category="PAN") == 1
    assert number(status=LotStatus.DRAFT) == 5
    assert number(text="évier", status=LotStatus.DRAFT) == 3
    assert len(lots(LotFilter(edition_id=edition + 1)).rows) == 0


def test_flags_say_the_same_of_a_lot_as_of_a_list(many: SmallEdition) -> None:
    till = Device()
    with transaction():
        many.tiles.designation = "Plaque fibrociment"
        many.tiles.hazard = hazard_of(many.tiles.designation)
        record(many.device, [till.opened(), till.sale((many.door, 2_000))])
    for flag, number in (
        (LotFlag.UNKNOWN_WEIGHT, 1),
        (LotFlag.FREE, 2),
        (LotFlag.ABOVE_NEW, 0),
        (LotFlag.OVERSOLD, 1),
        (LotFlag.HAZARD, 1),
    ):
        flagged = lots(LotFilter(edition_id=many.edition.id, flag=flag)).rows
        assert len(flagged) == number, flag
        for lot in db.session.query(Lot):
            assert (flag in flags_of(lot)) is (lot in flagged)


def test_dearer_than_new_needs_a_price_when_new(many: SmallEdition) -> None:
    with transaction():
        many.tiles.price_cents, many.tiles.reference_price_cents = 3_001, 3_000
        many.boards.reference_price_cents = None
    flagged = lots(LotFilter(edition_id=many.edition.id, flag=LotFlag.ABOVE_NEW)).rows
    assert list(flagged) == [many.tiles]
    assert flags_of(many.tiles) == [LotFlag.ABOVE_NEW]
    assert flags_of(many.boards) == []


def test_counts_are_by_status_with_what_is_asked_and_what_is_sold_out(
    small: SmallEdition,
) -> None:
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.door, 1_000))])
        small.boards.status = LotStatus.WITHDRAWN
    counts = count_by_status(LotFilter(edition_id=small.edition.id, status=LotStatus.DRAFT))
    assert set(counts) == {LotStatus.OFFERED, LotStatus.WITHDRAWN}
    assert counts[LotStatus.OFFERED].lots == 2
    assert counts[LotStatus.OFFERED].asked == Money(40 * 850 + 2_500)
    assert counts[LotStatus.OFFERED].sold_out == 1
    assert counts[LotStatus.WITHDRAWN].asked == Money(12 * 900)
