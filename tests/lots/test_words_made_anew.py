"""The steps that read the words of the lots anew: what an older rule wrote is found and told."""

from __future__ import annotations

from types import ModuleType

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import lots
from bourse.db import db, transaction
from bourse.goods.likeness import likeness_of
from bourse.migrations import script
from tests.fixtures.edition import SmallEdition


def take(step: ModuleType) -> None:
    """Take this step of the migrations on a database that has it already."""
    db.session.rollback()
    with (
        db.engine.begin() as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        step.upgrade()


def test_lots_of_before_are_found_in_the_plural(
    small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def number(text: str) -> int:
        return len(lots(LotFilter(edition_id=small.edition.id, text=text)).rows)

    with transaction():
        for lot, designation, words in (
            (small.tiles, "Évier inox", "evi inox"),
            (small.boards, "Éviers émaillés", "evier emaill"),
            (small.door, "Vitrail ancien", "vitrail ancien"),
        ):
            lot.designation, lot.search_words, lot.likeness = designation, f" {words} ", "of before"
        small.door.own_reference = "V-12"
    assert (number("éviers"), number("vitraux"), number("vitrail v 12")) == (1, 0, 0)

    step = script().get_revision("0037").module
    monkeypatch.setattr(step, "AT_ONCE", 2)
    take(step)
    assert (number("éviers"), number("évier"), number("evier")) == (2, 2, 2)
    assert (number("vitraux"), number("vitrail v 12"), number("evi")) == (1, 1, 2)
    assert small.door.likeness == likeness_of("Vitrail ancien", small.door.unit)


def test_dangers_of_before_are_told_anew(
    small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        for lot, designation, hazard in (
            (small.tiles, "Parquet verni, reste de chantier", "opened_chemical"),
            (small.boards, "Fond de pot peinture", None),
            (small.door, "Plaque amiante", "asbestos"),
        ):
            lot.designation, lot.hazard = designation, hazard
    step = script().get_revision("0039").module
    monkeypatch.setattr(step, "AT_ONCE", 2)
    take(step)
    told = [lot.hazard for lot in (small.tiles, small.boards, small.door)]
    assert told == [None, "opened_chemical", "asbestos"]
