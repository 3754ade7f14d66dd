"""Rows are written once: the same file again changes nothing, a corrected one corrects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.intake.lot_import import Source, import_lots, keep
from bourse.intake.lots import read_lots
from bourse.intake.planning import Change, Outcome, Plan, plan
from bourse.intake.reading import read_table
from bourse.lots import on_sale, service
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import SYSTEM, Actor
from bourse.people.models import Role
from bourse.values import Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.racing import at_once
from tests.fixtures.till_facts import Device
from tests.fixtures.two_sites import TwoSites
from tests.intake.spreadsheets import BOARD, DOOR, HEADINGS, TILES, csv

SOURCE = Source("lots.csv", "0" * 64)
PLAIN = HEADINGS.removeprefix("Réf;")


def plain(line: str) -> str:
    return line.split(";", 1)[1]


def take(small: SmallEdition, *lines: str) -> list[Outcome]:
    read = read_lots(read_table(csv(*lines)), small.edition)
    assert read.faults == ()
    with transaction():
        return list(import_lots(small.exhibitor, read.rows, SOURCE, by=SYSTEM).outcomes)


def changes(outcomes: list[Outcome]) -> list[Change]:
    return [outcome.change for outcome in outcomes]


def lots() -> list[Lot]:
    return list(db.session.scalars(select(Lot).order_by(Lot.id)))


@pytest.mark.parametrize("strip", [str, plain], ids=["with references", "without"])
def test_the_same_file_again_changes_nothing(
    small: SmallEdition, strip: Callable[[str], str]
) -> None:
    file = [strip(line) for line in (HEADINGS, TILES, DOOR, BOARD)]
    assert changes(take(small, *file)) == [Change.CREATE] * 3
    before = [(lot.id, lot.updated_at) for lot in lots()]
    assert changes(take(small, *file)) == [Change.NOTHING] * 3
    assert [(lot.id, lot.updated_at) for lot in lots()] == before


def test_new_lots_are_drafts_as_the_file_says(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES)
    made = lots()[-1]
    assert (made.status, made.own_reference, made.price_cents) == (LotStatus.DRAFT, "C-1", 850)
    assert (made.unit_weight_g, made.weight_method) == (18_000, WeightMethod.DECLARED)


def test_twins_without_a_reference_stay_two(small: SmallEdition) -> None:
    file = (PLAIN, plain(DOOR), plain(DOOR))
    assert changes(take(small, *file)) == [Change.CREATE] * 2
    assert changes(take(small, *file)) == [Change.NOTHING] * 2
    assert changes(take(small, *file, plain(DOOR))) == [Change.NOTHING] * 2 + [Change.CREATE]


def test_a_changed_row_changes_the_lot_of_its_reference(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES, DOOR)
    (tiles, _door) = take(small, HEADINGS, TILES.replace("8,50 €", "7,00 €"), DOOR)
    assert tiles.change is Change.UPDATE
    assert [lot.price_cents for lot in lots()[-2:]] == [700, 2_500]


def test_a_reference_is_the_same_in_small_letters_and_stays_as_it_was_typed(
    small: SmallEdition,
) -> None:
    take(small, HEADINGS, TILES)
    number = len(lots())
    small_letters = TILES.replace("C-1", " c-1 ")
    assert changes(take(small, HEADINGS, small_letters)) == [Change.NOTHING]
    [cheaper] = take(small, HEADINGS, small_letters.replace("8,50 €", "7,00 €"))
    assert cheaper.change is Change.UPDATE
    made = lots()[-1]
    assert (len(lots()), made.own_reference, made.price_cents) == (number, "C-1", 700)


def test_two_lots_of_before_whose_references_differ_by_their_capitals_stay_two(
    small: SmallEdition,
) -> None:
    take(small, HEADINGS, TILES, DOOR)
    tiles, door = lots()[-2:]
    with transaction():
        door.own_reference = "c-1"
    [cheaper] = take(small, HEADINGS, TILES.replace("8,50 €", "7,00 €"))
    assert cheaper.change is Change.UPDATE
    assert (tiles.price_cents, door.price_cents) == (700, 2_500)


def test_what_a_file_makes_forbidden_goes_off_the_sale(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES, DOOR)
    tiles, door = lots()[-2:]
    with transaction():
        on_sale.offer_lots([tiles, door], by=SYSTEM)
    seller = Actor(None, "Annick", roles=frozenset({Role.EXHIBITOR}))
    file = csv(HEADINGS, TILES.replace("8,50 €", "7,00 €"), DOOR.replace("Porte", "Porte amiante"))
    with transaction():
        rows = read_lots(read_table(file), small.edition).rows
        import_lots(small.exhibitor, rows, SOURCE, by=seller)
    assert [lot.designation for lot in (tiles, door)][1].startswith("Porte amiante")
    assert [tiles.status, door.status] == [LotStatus.OFFERED, LotStatus.WITHDRAWN]


def test_two_files_that_stand_on_the_same_lots_are_not_both_written(
    app: Flask, small: SmallEdition
) -> None:
    rows = read_lots(read_table(csv(HEADINGS, TILES)), small.edition).rows
    one, other = plan(small.exhibitor, rows), plan(small.exhibitor, rows)
    exhibitor_id, number = small.exhibitor.id, len(lots())

    def write(planned: Plan, token: str) -> None:
        exhibitor = db.session.get_one(Exhibitor, exhibitor_id)
        keep(exhibitor, planned, Source("lots.csv", "0" * 64, token), by=SYSTEM)

    ended = at_once(app, lambda: write(one, "1" * 32), lambda: write(other, "2" * 32))
    assert ended == ["done", "import_stale"]
    db.session.rollback()
    assert len(lots()) == number + 1


def test_a_changed_row_without_a_reference_is_another_lot(small: SmallEdition) -> None:
    take(small, PLAIN, plain(DOOR))
    assert changes(take(small, PLAIN, plain(DOOR).replace("25", "20"))) == [Change.CREATE]


def test_references_given_later_find_the_same_lots(small: SmallEdition) -> None:
    take(small, PLAIN, plain(TILES))
    number = len(lots())
    assert changes(take(small, HEADINGS, TILES)) == [Change.UPDATE]
    assert changes(take(small, PLAIN, plain(TILES))) == [Change.NOTHING]
    assert (len(lots()), lots()[-1].own_reference) == (number, "C-1")


def test_what_the_file_does_not_say_stays(small: SmallEdition) -> None:
    take(small, HEADINGS, DOOR)
    weighed = WeightDraft(method=WeightMethod.WEIGHED, unit_weight=Weight(21_300))
    (read,) = read_lots(read_table(csv(HEADINGS, DOOR)), small.edition).rows
    with transaction():
        said = replace(read.draft, weight=weighed, description="Chêne")
        service.edit_lot(lots()[-1], said, by=SYSTEM)
    assert changes(take(small, HEADINGS, DOOR)) == [Change.NOTHING]
    assert changes(take(small, HEADINGS, DOOR.replace("25", "20"))) == [Change.UPDATE]
    kept = lots()[-1]
    assert (kept.price_cents, kept.unit_weight_g, kept.description) == (2_000, 21_300, "Chêne")


def test_a_category_that_is_off_is_refused_by_row(small: SmallEdition) -> None:
    (_tiles, bad) = take(small, HEADINGS, TILES, DOOR.replace("MIN", "Isolation"))
    assert bad.change is Change.REFUSED
    assert bad.error is not None
    assert (bad.error.code, bad.error.params["field"]) == ("category_off", "category")


def test_what_is_sold_already_cannot_be_taken_back(two_sites: TwoSites) -> None:
    small, till = two_sites.small, Device()
    (made,) = take(small, HEADINGS, BOARD)
    with transaction():
        on_sale.offer_lots([lots()[-1]], by=SYSTEM)
    two_sites.send(till, till.opened(), till.sale((lots()[-1], 5_000)))
    (outcome,) = take(small, HEADINGS, BOARD.replace(";12;", ";4;"))
    assert outcome.error is not None
    assert outcome.error.code == "quantity_below_gone"
    assert lots()[-1].quantity_milli == 12_000
    assert made.change is Change.CREATE


def test_two_lots_of_one_reference_are_not_chosen_between(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES)
    with transaction():
        service.duplicate_lot(lots()[-1], by=SYSTEM).own_reference = "C-1"
    assert changes(take(small, HEADINGS, TILES)) == [Change.NOTHING]
    (outcome,) = take(small, HEADINGS, TILES.replace("8,50", "8,00"))
    assert outcome.error is not None
    assert outcome.error.code == "reference_ambiguous"


def test_a_copy_is_not_in_the_way_of_a_corrected_file(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES)
    with transaction():
        service.duplicate_lot(lots()[-1], by=SYSTEM)
    assert changes(take(small, HEADINGS, TILES.replace("8,50", "8,00"))) == [Change.UPDATE]
    assert [lot.price_cents for lot in lots()[-2:]] == [800, 850]


def test_nothing_comes_into_a_closed_edition(small: SmallEdition) -> None:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    with pytest.raises(BourseError, match="edition_closed"):
        take(small, HEADINGS, TILES)
