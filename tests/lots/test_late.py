"""After the deadline: what exhibitors still may, and what waits for the organiser."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from bourse.db import transaction
from bourse.errors import BourseError
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.lots import answering, late, on_sale, service
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import SYSTEM
from bourse.values import Money, Quantity, Unit
from tests.fixtures.closing import CLOSES_AT, accepted, offered, says, written
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER

BEFORE, AFTER = CLOSES_AT - timedelta(minutes=1), CLOSES_AT


def refused(lot: Lot, reason: str) -> int:
    return answering.refuse([lot], late.handed_in([lot]), reason, by=ORGANISER).done


def test_until_the_hour_a_lot_is_offered_as_ever(closing_small: SmallEdition) -> None:
    with time_machine.travel(BEFORE, tick=False):
        lot = written(closing_small)
        assert offered(lot) == [lot]
    assert (lot.status, lot.late_at, lot.offered_at) == (LotStatus.OFFERED, None, BEFORE)


def test_what_is_written_from_the_hour_on_waits_for_the_organiser(
    closing_small: SmallEdition,
) -> None:
    with time_machine.travel(AFTER, tick=False):
        lot = written(closing_small)
        assert offered(lot) == []
        assert (lot.status, lot.late_at) == (LotStatus.DRAFT, AFTER)
        assert late.late_drafts(lot.edition_id).rows == (lot,)
        with transaction():
            assert accepted(lot) == 1
    assert (lot.status, lot.late_at) == (LotStatus.OFFERED, None)
    assert late.count(lot.edition_id).total == 0


def test_a_draft_of_before_is_handed_in_late_by_offering_or_changing_it(
    closing_small: SmallEdition,
) -> None:
    with time_machine.travel(BEFORE, tick=False):
        one, other = written(closing_small), written(closing_small)
    with time_machine.travel(AFTER, tick=False):
        offered(one)
        with transaction():
            service.edit_lot(other, replace(DRAFT, price=Money(5)), by=SELLER)
            twin = service.duplicate_lot(other, by=SELLER)
    assert {one.late_at, other.late_at, twin.late_at} == {AFTER}
    assert other.price == Money(5), "nobody but its exhibitor saw it: it is changed in place"


def test_the_organiser_writes_and_offers_at_any_hour(closing_small: SmallEdition) -> None:
    with time_machine.travel(AFTER, tick=False):
        lot = written(closing_small, ORGANISER)
        assert lot.late_at is None
        assert offered(lot, ORGANISER) == [lot]
        with transaction():
            service.edit_lot(lot, replace(DRAFT, designation="Plinthe"), by=SYSTEM)
    assert lot.designation == "Plinthe"


def test_a_change_to_an_offered_lot_waits_beside_it(closing_small: SmallEdition) -> None:
    lot = closing_small.boards
    change = replace(
        says(lot),
        designation="Panneau OSB 22 mm",
        weight=WeightDraft(
            method=WeightMethod.COMPUTED, material="osb", content_nano=3_125_000_000
        ),
    )
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, change, by=SELLER)
    assert lot.designation == "Panneau OSB 18 mm"
    newest = late.mark_of(AFTER, lot.updated_at)
    assert late.count(lot.edition_id) == late.LateCount(drafts=0, changes=1, newest=newest)
    waiting = late.waiting(lot)
    assert waiting is not None
    assert waiting.said == change


def test_a_change_is_taken_as_it_was_typed(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, replace(says(lot), quantity=Quantity(55_000, Unit.M2)), by=SELLER)
    with transaction():
        assert accepted(lot) == 1
    assert lot.quantity == Quantity(55_000, Unit.M2)
    assert late.change_of(lot) is None


def test_a_refused_change_stays_with_its_reason_until_another_is_sent(
    closing_small: SmallEdition,
) -> None:
    lot = closing_small.tiles
    change = replace(says(lot), price=lot.price + Money(100))
    with time_machine.travel(AFTER, tick=False):
        with transaction():
            service.edit_lot(lot, change, by=SELLER)
        with transaction():
            assert refused(lot, "Le catalogue est imprimé.") == 1
        found = late.change_of(lot)
        assert found is not None
        assert (found.reason, found.said) == ("Le catalogue est imprimé.", change)
        assert accepted(lot) == 0
        with transaction():
            service.edit_lot(lot, change, by=SELLER)
    assert late.count(lot.edition_id).changes == 1


def test_lowering_the_price_and_withdrawing_stay_possible(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    with time_machine.travel(AFTER, tick=False):
        with transaction():
            service.edit_lot(lot, replace(says(lot), price=Money(700)), by=SELLER)
        assert (lot.price, late.change_of(lot)) == (Money(700), None)
        with transaction():
            service.edit_lot(lot, replace(says(lot), price=Money(701)), by=SELLER)
        assert lot.price == Money(700)
        assert late.change_of(lot) is not None
        with transaction():
            on_sale.withdraw_lot(lot, by=SELLER)
        assert lot.status is LotStatus.WITHDRAWN


def test_a_lot_that_was_offered_may_come_back(closing_small: SmallEdition) -> None:
    with time_machine.travel(BEFORE, tick=False):
        known, unknown = written(closing_small), written(closing_small)
        offered(known)
        for lot in (known, unknown):
            with transaction():
                on_sale.withdraw_lot(lot, by=SELLER)
    with time_machine.travel(AFTER, tick=False):
        assert offered(known) == [known]
        assert offered(unknown) == []
    assert late.late_drafts(unknown.edition_id).rows == (unknown,)


def test_who_withdraws_a_late_draft_waits_for_no_answer(closing_small: SmallEdition) -> None:
    with time_machine.travel(AFTER, tick=False):
        lot = written(closing_small)
        with transaction():
            on_sale.withdraw_lot(lot, by=SELLER)
    assert late.count(lot.edition_id).total == 0


def test_a_refused_draft_is_kept_off_the_sale(closing_small: SmallEdition) -> None:
    with time_machine.travel(AFTER, tick=False):
        lot = written(closing_small)
        with pytest.raises(BourseError, match="refusal_reason_missing"):
            refused(lot, " ")
        with transaction():
            assert refused(lot, "Plus de place.") == 1
        assert (lot.status, lot.moderation_note) == (LotStatus.WITHDRAWN, "Plus de place.")
        with pytest.raises(BourseError, match="lot_moderated"):
            offered(lot)
        assert refused(lot, "Encore") == 0


def test_an_answer_is_to_what_was_seen_and_to_nothing_newer(closing_small: SmallEdition) -> None:
    lot, change = closing_small.tiles, replace(says(closing_small.tiles), price=Money(900))
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, change, by=SELLER)
        draft = service.create_lot(closing_small.exhibitor, DRAFT, by=SELLER)
    both = [lot, draft]
    seen = late.handed_in(both)
    with time_machine.travel(AFTER + timedelta(seconds=1), tick=False), transaction():
        service.edit_lot(lot, replace(change, price=Money(9_900)), by=SELLER)
        service.edit_lot(draft, replace(DRAFT, price=Money(9_900)), by=SELLER)
    for answer in (
        answering.accept(both, seen, by=ORGANISER),
        answering.refuse(both, seen, "Trop tard", by=ORGANISER),
        answering.accept(both, {}, by=ORGANISER),
    ):
        assert answer.done == 0
        assert [(left, why.code) for left, why in answer.left] == [
            (lot, "late_moved"),
            (draft, "late_moved"),
        ]
    assert (lot.price, draft.status) == (Money(850), LotStatus.DRAFT)
    assert late.count(lot.edition_id).total == 2
    assert answering.accept(both, late.handed_in(both), by=ORGANISER).done == 2


def test_what_can_be_taken_is_and_the_others_are_named(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, replace(says(lot), quantity=Quantity(2_000, Unit.M2)), by=SELLER)
        draft = service.create_lot(closing_small.exhibitor, DRAFT, by=SELLER)
    with transaction():
        lot.stock.sold_milli = 5_000
    with transaction():
        answer = answering.accept([lot, draft], late.handed_in([lot, draft]), by=ORGANISER)
    assert answer.done == 1
    assert [(left, why.code) for left, why in answer.left] == [(lot, "quantity_below_gone")]
    assert (draft.status, late.waiting(lot) is None) == (LotStatus.OFFERED, False)
