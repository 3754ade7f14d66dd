"""What sold of each lot: net of reversals, and the rows add up to the total."""

from __future__ import annotations

from bourse.db import transaction
from bourse.tills.recording import record
from bourse.tills.sold import SoldLot, SoldTotal, sold_lots, sold_total
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def sell(small: SmallEdition, *facts: dict[str, object]) -> None:
    with transaction():
        assert all(outcome.seq for outcome in record(small.device, facts).outcomes)


def free(fact: dict[str, object]) -> dict[str, object]:
    """The same sale, typed in without a lot."""
    lines = [{**line, "lot": None} for line in fact["lines"]]
    return {**fact, "lines": lines}


def test_rows_say_what_sold_and_what_is_left(small: SmallEdition) -> None:
    till = Device()
    sale = till.sale((small.tiles, 12_500), (small.door, 1_000))
    sell(small, till.opened(), sale, till.sale((small.tiles, 333)), till.reversal(sale, 1))

    assert sold_lots(small.exhibitor).rows == (
        SoldLot(
            code=small.tiles.code,
            designation=small.tiles.designation,
            offered=Quantity(40_000, Unit.M2),
            sold=Quantity(12_833, Unit.M2),
            left=Quantity(27_167, Unit.M2),
            turnover=Money(10_625 + 283),
            weight=Weight(225_000 + 5_994),
            unweighed=0,
        ),
    )
    assert sold_total(small.exhibitor) == SoldTotal(Money(10_908), Weight(230_994), 0)


def test_nothing_sold_is_nothing(small: SmallEdition) -> None:
    assert sold_lots(small.exhibitor).rows == ()
    assert sold_total(small.exhibitor) == SoldTotal(Money(0), Weight(0), 0)


def test_goods_without_a_lot_are_told_apart_and_counted(small: SmallEdition) -> None:
    till = Device()
    by_hand = free(till.sale((small.door, 1_000), (small.boards, 2_000)))
    other = Device(cashier="K2")
    sell(small, by_hand, other.sale((small.door, 1_000)))

    rows = sold_lots(small.exhibitor).rows
    assert [(row.code, row.designation, row.turnover.cents, row.unweighed) for row in rows] == [
        (None, small.door.designation, 2_500, 1),
        (small.door.code, small.door.designation, 2_500, 1),
        (None, small.boards.designation, 1_800, 0),
    ]
    assert (rows[0].offered, rows[0].left) == (None, None)
    assert sold_total(small.exhibitor) == SoldTotal(Money(6_800), Weight(54_400), 2)


def test_pages_follow_each_other_and_add_up(small: SmallEdition) -> None:
    till = Device()
    sell(small, till.sale((small.door, 1_000), (small.boards, 3_000), (small.tiles, 40_000)))
    found, after = [], None
    while True:
        page = sold_lots(small.exhibitor, after=after, size=1)
        found += page.rows
        after = page.after
        if after is None:
            break
    assert [row.code for row in found] == [small.tiles.code, small.boards.code, small.door.code]
    assert sum(row.turnover for row in found) == sold_total(small.exhibitor).turnover
    assert sold_lots(small.exhibitor, after="nonsense").rows == tuple(found)
