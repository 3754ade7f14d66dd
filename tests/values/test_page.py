"""Where a page begins, as an address says it: anything may be typed there."""

from __future__ import annotations

import pytest

from bourse.values.page import MOST, number_after


@pytest.mark.parametrize("typed", [None, "", "x", "-1", "1.5", "²", str(MOST + 1), "9" * 5_000])
def test_what_is_no_row_begins_at_the_first(typed: str | None) -> None:
    assert number_after(typed) == 0


@pytest.mark.parametrize("number", [1, 41, MOST])
def test_a_row_is_its_number(number: int) -> None:
    assert number_after(str(number)) == number
