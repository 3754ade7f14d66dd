"""A lot in several pieces, sold whole: its labels, and what keeps or changes how many it has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.labels.labelled import LabelState
from bourse.labels.labelling import LotToLabel, lots_to_label, stale
from bourse.labels.printed import remember
from bourse.lots import service
from bourse.lots.describing import MOST_PIECES
from bourse.people.actor import SYSTEM
from bourse.tills.catalogue import lot_on_sale
from bourse.values import LotCode, Money
from reports.labels.lots import labels, number_of
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, SELLER, created

ROOT = "https://bourse.example"


def to_label(small: SmallEdition) -> dict[str, LotToLabel]:
    db.session.rollback()
    return {lot.code.compact: lot for lot in lots_to_label(small.edition.id)}


@pytest.fixture
def pallets(small: SmallEdition) -> SmallEdition:
    """The small edition, whose tiles lie on three pallets."""
    with transaction():
        small.tiles.pieces = 3
    return small


def test_each_piece_has_a_label_with_the_lots_code(pallets: SmallEdition) -> None:
    tiles = to_label(pallets)[pallets.tiles.code]
    made = list(labels(pallets.edition, [tiles], ROOT, copies=2))
    assert [label.piece for label in made] == [0, 1, 2, 3, 0, 1, 2, 3]
    assert {(label.code, label.url, label.pieces) for label in made} == {
        (LotCode(pallets.tiles.code), f"{ROOT}/l/{pallets.tiles.code}", 3)
    }
    every = list(to_label(pallets).values())
    assert number_of(every, copies=2) == len(list(labels(pallets.edition, every, ROOT, copies=2)))
    assert number_of(every) == 6


def test_a_changed_price_makes_all_its_labels_stale(pallets: SmallEdition) -> None:
    marks = {code: lot.mark for code, lot in to_label(pallets).items()}
    with transaction():
        remember(marks, edition_id=pallets.edition.id, by=SYSTEM)
    assert to_label(pallets)[pallets.tiles.code].state is LabelState.CURRENT
    with transaction():
        pallets.tiles.pieces = 4
    assert to_label(pallets)[pallets.tiles.code].state is LabelState.CHANGED
    with transaction():
        pallets.tiles.pieces, pallets.tiles.price_cents = 3, 700
    (found,) = stale(list(to_label(pallets).values()))
    assert (found.code.compact, found.pieces) == (pallets.tiles.code, 3)


def test_a_lot_of_one_piece_keeps_the_mark_it_had(small: SmallEdition) -> None:
    before = to_label(small)[small.tiles.code].mark
    with transaction():
        small.tiles.pieces = 2
    with_two = to_label(small)[small.tiles.code].mark
    with transaction():
        small.tiles.pieces = 1
    assert to_label(small)[small.tiles.code].mark == before != with_two


def test_pieces_are_written_changed_and_copied(small: SmallEdition) -> None:
    lot = created(small, replace(DRAFT, pieces=3))
    assert lot.pieces == 3
    with transaction():
        twin = service.duplicate_lot(lot, by=SELLER)
    assert twin.pieces == 3
    with transaction():
        service.edit_lot(lot, replace(DRAFT, price=Money(1)), by=SELLER)
    assert lot.pieces == 1


@pytest.mark.parametrize("pieces", [0, -1, MOST_PIECES + 1])
def test_a_lot_lies_in_one_piece_at_least(small: SmallEdition, pieces: int) -> None:
    with pytest.raises(BourseError, match="pieces_range"):
        created(small, replace(DRAFT, pieces=pieces))


def test_tills_are_told(pallets: SmallEdition) -> None:
    assert lot_on_sale(pallets.till, pallets.tiles.code).pieces == 3
    assert lot_on_sale(pallets.till, pallets.door.code).pieces == 1
