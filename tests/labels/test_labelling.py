"""What labels need: one query, in the order of the stands, of what is on sale."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.labels.labelling import exhibitors_to_label, lots_to_label
from bourse.lots.models import LotStatus
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.two_sites import TwoSites


def test_lots_come_stand_by_stand_then_by_code(two_sites: TwoSites) -> None:
    small = two_sites.small
    with transaction():
        small.exhibitor.stands[0].label = "A10"
    found = lots_to_label(small.edition.id)
    assert [lot.stand for lot in found] == ["A2 · B1"] * 2 + ["A10"] * 3
    for stand in ("A2 · B1", "A10"):
        codes = [lot.code for lot in found if lot.stand == stand]
        assert codes == sorted(codes)


def test_who_has_no_stand_yet_comes_last(two_sites: TwoSites) -> None:
    with transaction():
        for stand in list(two_sites.small.exhibitor.stands):
            db.session.delete(stand)
    found = lots_to_label(two_sites.small.edition.id)
    assert [lot.stand for lot in found] == ["A2 · B1"] * 2 + [""] * 3


def test_a_lot_is_there_as_its_label_says_it(two_sites: TwoSites) -> None:
    (tiles,) = lots_to_label(two_sites.small.edition.id, codes=[two_sites.small.tiles.code])
    assert (tiles.designation, tiles.exhibitor) == ("Carrelage grès 60 × 60", "Carrelages du Doubs")
    assert (tiles.price, tiles.quantity) == (Money(850), Quantity(40_000, Unit.M2))
    assert tiles.unit_weight == Weight(18_000)


def test_one_query_reads_them_all(two_sites: TwoSites) -> None:
    edition_id, asked = two_sites.small.edition.id, []
    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert len(lots_to_label(edition_id)) == 5
    assert [sql.split()[0] for sql in asked if not sql.startswith("BEGIN")] == ["SELECT"]


def test_only_what_is_on_sale_has_a_label(two_sites: TwoSites) -> None:
    small = two_sites.small
    with transaction():
        small.door.status = LotStatus.DRAFT
        small.boards.status = LotStatus.WITHDRAWN
    assert len(lots_to_label(small.edition.id)) == 3
    for lot in (small.door, small.boards):
        with pytest.raises(BourseError, match="lot_not_offered"):
            lots_to_label(small.edition.id, codes=[lot.code])


def test_anothers_lot_is_unknown(two_sites: TwoSites) -> None:
    small = two_sites.small
    with pytest.raises(BourseError, match="lot_unknown"):
        lots_to_label(
            small.edition.id, exhibitor_id=small.exhibitor.id, codes=[two_sites.slates.code]
        )
    with pytest.raises(BourseError, match="lot_unknown"):
        lots_to_label(small.edition.id + 1, codes=[small.tiles.code])


def test_exhibitors_are_counted_by_what_they_have_on_sale(two_sites: TwoSites) -> None:
    with transaction():
        two_sites.slates.status = LotStatus.DRAFT
    found = exhibitors_to_label(two_sites.small.edition.id)
    assert [(one.code, one.name, one.lots) for one in found] == [
        ("E01", "Carrelages du Doubs", 3),
        ("E02", "Toitures du Saut", 1),
    ]
