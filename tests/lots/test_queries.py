"""Lots by their code, and the categories that they have."""

from __future__ import annotations

import pytest

from bourse.errors import BourseError
from bourse.lots.queries import categories_of, lot_by_code
from tests.fixtures.edition import SmallEdition


def test_a_lot_is_found_by_its_code_within_its_edition_and_exhibitor(small: SmallEdition) -> None:
    edition, code = small.edition.id, small.tiles.code
    assert lot_by_code(edition, code.lower()) is small.tiles
    assert lot_by_code(edition, code, exhibitor_id=small.exhibitor.id) is small.tiles
    for stranger in ({"exhibitor_id": small.exhibitor.id + 1}, {}):
        with pytest.raises(BourseError, match="lot_unknown"):
            lot_by_code(edition + (not stranger), code, **stranger)


def test_categories_are_those_that_lots_have(small: SmallEdition) -> None:
    codes = [(category.code, number) for category, number in categories_of(small.edition.id)]
    assert codes == [("CAR", 1), ("MIN", 1), ("PAN", 1)]
    assert categories_of(small.edition.id, small.exhibitor.id + 1) == []
