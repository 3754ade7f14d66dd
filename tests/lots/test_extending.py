"""More time for one exhibitor than for the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.deadline import closing_of, end_extension, extend
from tests.fixtures.closing import CLOSES_AT, offered, written
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import ORGANISER

BEFORE, AFTER = CLOSES_AT - timedelta(minutes=1), CLOSES_AT


def test_an_extension_opens_the_catalogue_for_one_exhibitor(closing_small: SmallEdition) -> None:
    until = CLOSES_AT + timedelta(hours=2)
    with time_machine.travel(AFTER, tick=False):
        for moment, code in ((CLOSES_AT, "extension_past"), (BEFORE, "extension_past")):
            with pytest.raises(BourseError, match=code):
                extend(closing_small.exhibitor, moment, by=ORGANISER)
        with transaction():
            extend(closing_small.exhibitor, until, by=ORGANISER)
        lot = written(closing_small)
        assert offered(lot) == [lot]
        found = closing_of(closing_small.exhibitor)
        assert found is not None
        assert (found.at, found.extended, found.is_over) == (until, True, False)
    with time_machine.travel(until, tick=False):
        assert offered(written(closing_small)) == []
    with transaction():
        end_extension(closing_small.exhibitor, by=ORGANISER)
    assert closing_of(closing_small.exhibitor).extended is False


def test_an_extension_is_after_the_editions_hour(closing_small: SmallEdition) -> None:
    with (
        time_machine.travel(BEFORE - timedelta(days=1), tick=False),
        pytest.raises(BourseError, match="extension_early"),
    ):
        extend(closing_small.exhibitor, BEFORE, by=ORGANISER)


def test_without_an_hour_there_is_nothing_to_extend(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="deadline_none"):
        extend(small.exhibitor, AFTER, by=ORGANISER)
