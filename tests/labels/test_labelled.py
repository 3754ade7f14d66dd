"""What the last printed label of a lot says: remembered when told, and compared with the lot."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.labels.labelled import LabelState
from bourse.labels.labelling import LabelOrder, LotToLabel, lots_to_label, ordered, stale, to_print
from bourse.labels.printed import Printed, remember
from bourse.lots import revision, stock
from bourse.lots.models import Lot
from bourse.lots.on_sale import withdraw_lot
from bourse.lots.service import duplicate_lot
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from tests.fixtures.edition import SmallEdition
from tests.fixtures.two_sites import TwoSites


def labels(small: SmallEdition) -> dict[str, LotToLabel]:
    db.session.rollback()
    return {lot.code.compact: lot for lot in lots_to_label(small.edition.id)}


def print_all(small: SmallEdition) -> int:
    marks = {code: lot.mark for code, lot in labels(small).items()}
    edition_id = small.edition.id
    with transaction():
        return remember(marks, edition_id=edition_id, by=SYSTEM).kept


def test_a_new_lot_has_no_label_until_it_is_said_to_be_printed(small: SmallEdition) -> None:
    assert {lot.state for lot in labels(small).values()} == {LabelState.NONE}
    assert print_all(small) == 3
    assert {lot.state for lot in labels(small).values()} == {LabelState.CURRENT}
    assert small.tiles.labelled_price_cents == small.tiles.price_cents
    assert to_print(list(labels(small).values())) == []


def test_a_price_changed_after_printing_makes_the_label_stale(small: SmallEdition) -> None:
    print_all(small)
    before = small.tiles.price
    with transaction():
        small.tiles.price_cents -= 150
    (found,) = stale(list(labels(small).values()))
    assert (found.code.compact, found.state) == (small.tiles.code, LabelState.PRICE)
    assert found.labelled_price == before
    print_all(small)
    assert stale(list(labels(small).values())) == []


def test_what_is_sold_out_needs_no_new_label(small: SmallEdition) -> None:
    print_all(small)
    with transaction():
        for lot in (small.tiles, small.door):
            lot.price_cents -= 150
        stock.apply(small.edition.id, sold_milli={small.tiles.id: small.tiles.quantity_milli})
    every = list(labels(small).values())
    assert [lot.code.compact for lot in stale(every)] == [small.door.code]
    assert [lot.code.compact for lot in to_print(every)] == [small.door.code]
    tiles = lots_to_label(small.edition.id, codes=[small.tiles.code])
    assert [lot.state for lot in tiles] == [LabelState.PRICE], "who asks for it by name has it"


@pytest.mark.parametrize("what", ["designation", "quantity_milli", "stand", "company"])
def test_whatever_else_a_label_says_may_change(small: SmallEdition, what: str) -> None:
    print_all(small)
    with transaction():
        if what == "stand":
            small.exhibitor.stands[0].label = "Z9"
        elif what == "company":
            small.exhibitor.company.name = "Une autre raison"
        elif what == "designation":
            small.tiles.designation = "Autre chose"
        else:
            small.tiles.quantity_milli += 1_000
    changed = to_print(list(labels(small).values()))
    assert {lot.state for lot in changed} == {LabelState.CHANGED}
    assert len(changed) == (3 if what in ("stand", "company") else 1)
    assert stale(changed) == []


def came_out(small: SmallEdition, marks: dict[str, str]) -> Printed:
    edition_id = small.edition.id
    with transaction():
        return remember(marks, edition_id=edition_id, by=SYSTEM)


def marks_of(small: SmallEdition) -> dict[str, str]:
    return {code: lot.mark for code, lot in labels(small).items()}


def test_what_changed_while_it_was_printed_still_needs_a_label(small: SmallEdition) -> None:
    marks = marks_of(small)
    with transaction():
        small.door.price_cents += 100
    assert came_out(small, marks) == Printed(kept=2, changed=1, off_sale=())
    assert labels(small)[small.door.code].state is LabelState.NONE


@pytest.mark.parametrize("what", ["stand", "company"])
def test_labels_of_a_stand_or_firm_renamed_since_are_not_taken_for_new_ones(
    small: SmallEdition, what: str
) -> None:
    marks = marks_of(small)
    with transaction():
        if what == "stand":
            small.exhibitor.stands[0].label = "Z9"
        else:
            small.exhibitor.company.name = "Une autre raison"
    assert came_out(small, marks) == Printed(kept=0, changed=3, off_sale=())
    assert len(to_print(list(labels(small).values()))) == 3


def test_a_lot_withdrawn_since_does_not_keep_the_others_from_being_remembered(
    small: SmallEdition,
) -> None:
    marks = marks_of(small)
    with transaction():
        withdraw_lot(small.door, by=SYSTEM)
    done = came_out(small, marks)
    assert (done.kept, done.changed) == (2, 0)
    assert [lot.code for lot in done.off_sale] == [small.door.code]
    assert {lot.state for lot in labels(small).values()} == {LabelState.CURRENT}
    assert small.door.labelled_mark is None


def test_nobody_says_that_anothers_labels_came_out(two_sites: TwoSites) -> None:
    small = two_sites.small
    code, mine = two_sites.slates.code, small.exhibitor.id
    marks = {code: labels(small)[code].mark}
    with transaction(), pytest.raises(BourseError, match="lot_unknown"):
        remember(marks, edition_id=small.edition.id, exhibitor_id=mine, by=SYSTEM)


def test_tills_read_again_what_a_label_says(small: SmallEdition) -> None:
    before = revision.current(small.edition.id)
    print_all(small)
    assert revision.current(small.edition.id) > before


def test_a_print_is_in_the_record_of_changes(small: SmallEdition) -> None:
    print_all(small)
    event = db.session.scalars(select(AdminEvent).where(AdminEvent.verb == "label.print")).one()
    assert (event.subject, event.details) == (f"edition:{small.edition.id}", '{"lots": 3}')


def test_a_twin_has_no_label_of_its_own(small: SmallEdition) -> None:
    print_all(small)
    with transaction():
        twin = duplicate_lot(db.session.get_one(Lot, small.tiles.id), by=SYSTEM)
        assert (twin.labelled_price_cents, twin.labelled_mark, twin.labelled_at) == (None,) * 3


def test_labels_come_in_the_order_that_is_asked(two_sites: TwoSites) -> None:
    found = lots_to_label(two_sites.small.edition.id)
    by_code = [lot.code.compact for lot in ordered(found, LabelOrder.CODE)]
    assert by_code == sorted(by_code)
    by_name = [lot.designation for lot in ordered(found, LabelOrder.DESIGNATION)]
    assert by_name == sorted(by_name)
    assert ordered(found, LabelOrder.STAND) == found
