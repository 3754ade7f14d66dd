"""Where a page begins, as an address says it: anything may be typed there."""

from __future__ import annotations

import pytest

from bourse.values.page import number_after

MOST = 2**63 - 1


@pytest.mark.parametrize("typed", [None, "", "x", "-1", "1.5", "²"])
def test_what_is_no_number_begins_at_the_first(typed: str | None) -> None:
    assert number_after(typed) == 0


@pytest.mark.parametrize("number", [1, 41, MOST])
def test_a_row_is_its_number(number: int) -> None:
    assert number_after(str(number)) == number


def test_what_no_column_holds_is_still_beyond_all_rows() -> None:
    assert number_after("9" * 5_000) > MOST
