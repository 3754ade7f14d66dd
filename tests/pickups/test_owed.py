"""What came back of a receipt is taken once, from the line that it names, and never owed again."""

from __future__ import annotations

import uuid

import pytest

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.people.actor import SYSTEM
from bourse.pickups import waiting as lists
from bourse.pickups.releasing import release
from bourse.pickups.slips import slip_of
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device, Part

CASH: Part = {"mode": "cash", "tendered_cents": None}


def free(device: Device, small: SmallEdition, cents: int = 150, *, later: bool = True) -> Part:
    """A piece sold without a lot, under a name that others bear too."""
    line = device.line(small.door, 1_000, cents)
    del line["catalogue_price_cents"], line["price_reason"]
    return line | {"lot": None, "designation": "Parpaing", "to_collect": later}


def recorded(small: SmallEdition, *facts: Part) -> None:
    with transaction():
        for outcome in record(small.device, list(facts)).outcomes:
            assert outcome.seq is not None, outcome.reasons


def told(small: SmallEdition) -> list[tuple[int, int]]:
    """What came back and what is left of each line to collect of the first receipt."""
    db.session.rollback()
    slip = slip_of(small.edition.id, "C1a-0001", by=SYSTEM)
    left = [line.left.milli for line in slip.lines]
    waits = [one.left.milli for one in lists.waiting(small.edition).rows]
    assert waits == [milli for milli in left if milli]
    return [(line.back.milli, line.left.milli) for line in slip.lines]


def hand_over(small: SmallEdition, position: int) -> int:
    with transaction():
        given = release(
            small.edition.id, "C1a-0001", position, None, uuid=str(uuid.uuid4()), by=SYSTEM
        )
        return given.milli


def test_of_two_lines_alike_one_came_back_and_one_is_owed(small: SmallEdition) -> None:
    till = Device()
    sale = till.basket([free(till, small), free(till, small)], CASH)
    recorded(small, sale, till.reversal(sale, 0))
    assert told(small) == [(1_000, 0), (0, 1_000)]
    with pytest.raises(BourseError, match="pickup_beyond"):
        hand_over(small, 1)
    assert hand_over(small, 2) == 1_000
    assert told(small) == [(1_000, 0), (0, 0)]
    recorded(small, till.reversal(sale, 1))
    assert told(small) == [(1_000, 0), (1_000, 0)]


def test_of_two_lines_alike_what_was_handed_over_is_not_what_came_back(small: SmallEdition) -> None:
    till = Device()
    sale = till.basket([free(till, small), free(till, small)], CASH)
    recorded(small, sale)
    assert hand_over(small, 1) == 1_000
    recorded(small, till.reversal(sale, 0))
    assert told(small) == [(0, 0), (1_000, 0)], "never more than was paid less what came back"


def test_a_return_takes_the_line_it_names(small: SmallEdition) -> None:
    till = Device()
    lines = [free(till, small), free(till, small, 90), free(till, small, later=False)]
    sale = till.basket(lines, CASH)
    recorded(small, sale, till.reversal(sale, 2), till.reversal(sale, 1))
    assert told(small) == [(0, 1_000), (1_000, 0)]


def test_a_return_that_names_no_line_in_full_is_taken_all_the_same(small: SmallEdition) -> None:
    till = Device()
    sale = till.basket([free(till, small), free(till, small, 90)], CASH)
    back = till.reversal(sale, 0)
    back["lines"][0] |= {"unit_price_cents": 100, "total_cents": -100}
    back["total_cents"] = back["payments"][0]["amount_cents"] = -100
    recorded(small, sale, back)
    assert told(small) == [(1_000, 0), (0, 1_000)]


def test_pages_pass_over_what_came_back(
    small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SLICE", 2)
    till = Device()
    sale = till.basket([free(till, small, cents) for cents in range(1, 10)], CASH)
    recorded(small, sale, till.reversal(sale, 0, 1, 2, 3, 5))
    shown, after = [], None
    while page := lists.waiting(small.edition, after=after, size=2):
        shown.append([one.left.milli for one in page.rows])
        if not (after := page.after):
            break
    assert shown == [[1_000, 1_000], [1_000, 1_000]]
    assert len(lists.waiting(small.edition, size=None).rows) == 4
