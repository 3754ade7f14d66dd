"""Reminders before the catalogue closes: to whom, when, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from bourse.db import transaction
from bourse.exhibitors.deadline import extend
from bourse.exhibitors.models import ExhibitorStatus
from bourse.lots import on_sale, service
from bourse.lots.reminders import remind, unready
from bourse.people.actor import SYSTEM
from tests.fixtures.closing import CLOSES_AT
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER


@pytest.fixture
def drafting(closing_small: SmallEdition) -> SmallEdition:
    """Its exhibitor can be written to, and has a draft beside three lots on sale."""
    with transaction():
        closing_small.exhibitor.contact_email = "annick@example.org"
    with time_machine.travel(CLOSES_AT - timedelta(days=9)), transaction():
        service.create_lot(closing_small.exhibitor, DRAFT, by=SELLER)
    return closing_small


def reminded(small: SmallEdition, hours_before: float, *, by_hand: bool = False) -> int:
    with time_machine.travel(CLOSES_AT - timedelta(hours=hours_before)), transaction():
        return len(remind(small.edition, by=SYSTEM, by_hand=by_hand))


def test_each_hour_reminds_once(drafting: SmallEdition) -> None:
    assert [reminded(drafting, left) for left in (49, 47.9, 30, 3.9, 1)] == [0, 1, 0, 1, 0]


def test_who_missed_the_first_gets_the_last_alone(drafting: SmallEdition) -> None:
    assert [reminded(drafting, left) for left in (2, 1)] == [1, 0]


def test_by_hand_reminds_at_any_hour_before_and_once(drafting: SmallEdition) -> None:
    done = [reminded(drafting, left, by_hand=True) for left in (200, 100, -1)]
    assert done == [1, 0, 0]
    assert reminded(drafting, 40) == 1


def test_another_hour_reminds_again(drafting: SmallEdition) -> None:
    assert reminded(drafting, 40) == 1
    with time_machine.travel(CLOSES_AT - timedelta(hours=40)), transaction():
        extend(drafting.exhibitor, CLOSES_AT + timedelta(hours=24), by=ORGANISER)
    assert [reminded(drafting, left) for left in (40, 20, 19)] == [0, 1, 0]


def test_who_is_ready_gone_or_without_address_is_left_alone(drafting: SmallEdition) -> None:
    draft = unready_at(drafting)[0]
    assert (draft.drafts, draft.offered) == (1, 3)
    with transaction():
        drafting.exhibitor.contact_email = None
    assert reminded(drafting, 40) == 0
    assert len(unready_at(drafting)) == 1, "the organiser sees whom to call"
    with transaction():
        drafting.exhibitor.status = ExhibitorStatus.CANCELLED
    assert unready_at(drafting) == []


def test_nothing_on_sale_is_reminded_of_too(closing_small: SmallEdition) -> None:
    assert unready_at(closing_small) == []
    with transaction():
        for lot in (closing_small.tiles, closing_small.boards, closing_small.door):
            on_sale.withdraw_lot(lot, by=SELLER)
    assert [one.offered for one in unready_at(closing_small)] == [0]


def unready_at(small: SmallEdition, hours_before: int = 40):
    with time_machine.travel(CLOSES_AT - timedelta(hours=hours_before)):
        return unready(small.edition)
