"""The desk: both sides of a flagged fact, the bytes of a refused one, and that someone saw them."""

from __future__ import annotations

import pytest

from bourse.db import transaction
from bourse.desk import cases, refusals, settling
from bourse.errors import BourseError
from bourse.people.actor import SYSTEM
from bourse.tills.inbox import ConflictKind
from bourse.tills.recording import record
from bourse.values import Quantity, Unit
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


@pytest.fixture
def odd(small: SmallEdition) -> None:
    """The same door sold twice, a lot nobody knows, and bytes that say nothing."""
    device = Device()
    first, second = device.sale((small.door, 1_000)), device.sale((small.door, 1_000))
    stranger = device.sale((small.boards, 1_000))
    stranger["lines"][0]["lot"] = "222222"
    with transaction():
        record(small.device, [first, second, stranger, {"fact_id": "?", "note": "é"}])


def test_a_double_sale_shows_both_sides(small: SmallEdition, odd: None) -> None:
    case = cases.conflicts(small.edition.id).rows[0]
    assert (case.kind, case.till, case.till_seq) == (ConflictKind.OVERSOLD, "C1a", 2)
    assert case.lot is not None
    assert case.lot.remaining == Quantity(-1_000, Unit.PIECE)
    assert [side.number for side in case.own] == ["C1a-0002"]
    assert [side.number for side in case.others] == ["C1a-0001"]


def test_each_case_shows_its_nearest_sales_however_busy_another_lot_is(
    small: SmallEdition,
) -> None:
    device = Device()
    with transaction():
        small.boards.quantity_milli = 1_000_000
    dear = device.line(small.boards, 1_000)
    dear["unit_price_cents"] += 5
    dear["total_cents"] += 5
    with transaction():
        record(small.device, [device.sale((small.door, 1_000))])
        record(small.device, [device.sale((small.boards, 1_000)) for _ in range(210)])
        record(small.device, [device.basket([dear], {"mode": "cash", "tendered_cents": None})])
        record(small.device, [device.sale((small.boards, 1_000)) for _ in range(2)])
        record(small.device, [device.sale((small.door, 1_000))])
        small.boards.quantity_milli = 214_000
        record(small.device, [device.sale((small.boards, 3_000))])
    told = [
        ([side.number[-3:] for side in case.own], [side.number[-3:] for side in case.others])
        for case in cases.conflicts(small.edition.id).rows
    ]
    assert told == [
        (["212"], ["211", "210", "209", "208", "207"]),
        (["215"], ["001"]),
        (["216"], ["214", "213", "212", "211", "210"]),
    ]


def test_the_first_of_two_sales_shows_the_later_one(small: SmallEdition) -> None:
    device = Device()
    dear = device.line(small.door, 1_000)
    dear["unit_price_cents"] += 5
    dear["total_cents"] += 5
    first = device.basket([dear], {"mode": "cash", "tendered_cents": None})
    with transaction():
        record(small.device, [first, device.sale((small.door, 1_000))])
    told = cases.conflicts(small.edition.id).rows
    assert [[side.number for side in case.others] for case in told] == [["C1a-0002"], ["C1a-0001"]]


def test_an_unknown_lot_shows_what_the_receipt_said(small: SmallEdition, odd: None) -> None:
    case = cases.conflicts(small.edition.id).rows[1]
    assert (case.kind, case.lot_code, case.lot) == (ConflictKind.UNKNOWN_LOT, "222222", None)
    assert [side.number for side in case.own] == ["C1a-0003"]


def test_refused_bytes_are_readable(small: SmallEdition, odd: None) -> None:
    (case,) = refusals.refused(small.edition.id).rows
    assert case.series == "C1a"
    assert '"note": "é"' in case.content


def test_a_settled_case_leaves_the_desk(small: SmallEdition, odd: None) -> None:
    assert cases.open_cases(small.edition.id) == 3
    with transaction():
        for conflict in cases.conflicts(small.edition.id).rows:
            settling.settle_conflict(small.edition.id, conflict.id, by=SYSTEM)
    assert cases.open_cases(small.edition.id) == 1
    with transaction():
        (refused,) = refusals.refused(small.edition.id).rows
        settling.settle_refused(small.edition.id, refused.id, by=SYSTEM)
    assert cases.open_cases(small.edition.id) == 0


def test_pages_of_cases_follow_each_other(small: SmallEdition, odd: None) -> None:
    first = cases.conflicts(small.edition.id, size=1)
    second = cases.conflicts(small.edition.id, size=1, after=first.after)
    assert [case.till_seq for case in (*first.rows, *second.rows)] == [2, 3]


def test_another_editions_cases_do_not_exist(small: SmallEdition, odd: None) -> None:
    elsewhere = small.edition.id + 1
    case = cases.conflicts(small.edition.id).rows[0]
    bytes_ = refusals.refused(small.edition.id).rows[0]
    assert cases.open_cases(elsewhere) == 0
    with pytest.raises(BourseError, match="case_unknown"):
        settling.settle_conflict(elsewhere, case.id, by=SYSTEM)
    with pytest.raises(BourseError, match="case_unknown"):
        settling.settle_refused(elsewhere, bytes_.id, by=SYSTEM)
