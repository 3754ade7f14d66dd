"""A change that came late, beside its lot: what it changes, what joins it, what is taken of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import time_machine

from bourse.bulk.falling import apply_due
from bourse.bulk.price_rule import PriceRule
from bourse.bulk.scheduling import MarkdownDraft, schedule_markdown
from bourse.clock import now
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.deadline import extend
from bourse.goods.weighing import OnScale, WeightDraft, WeightMethod
from bourse.lots import answering, late, service
from bourse.lots.describing import LotDraft
from bourse.lots.models import Lot
from bourse.lots.weight import scale_of
from bourse.values import Money, Quantity, Rate, Unit, Weight
from tests.fixtures.closing import CLOSES_AT, accepted, says
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import ORGANISER, SELLER

BEFORE, AFTER = CLOSES_AT - timedelta(minutes=1), CLOSES_AT


def marked_down(small: SmallEdition, **after: int) -> None:
    """Take a fifth off every price of the edition, so long after the deadline."""
    fifth = PriceRule(rate=Rate(2_000))
    with time_machine.travel(AFTER + timedelta(**after), tick=False), transaction():
        draft = MarkdownDraft(edition_id=small.edition.id, rule=fifth, due_at=now())
        schedule_markdown(draft, by=ORGANISER)
        apply_due(now())


def test_a_change_writes_nothing_but_what_it_changes(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, replace(says(lot), designation="Grès 30 × 60"), by=SELLER)
    marked_down(closing_small, hours=1)
    assert lot.price == Money(680)
    with transaction():
        service.edit_lot(lot, replace(says(lot), description="Lot rare"), by=ORGANISER)
        assert accepted(lot) == 1
    assert (lot.designation, lot.description) == ("Grès 30 × 60", "Lot rare")
    assert lot.price == Money(680), "the markdown stands"


def test_an_answer_is_to_the_lot_that_was_seen_too(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    with time_machine.travel(AFTER, tick=False), transaction():
        lot.updated_at = BEFORE
        change = replace(says(lot), designation="Grès 30 × 60", price=Money(820))
        service.edit_lot(lot, change, by=SELLER)
    seen, newest = late.handed_in([lot]), late.count(lot.edition_id).newest
    assert late.is_within(seen[lot.code], newest)
    marked_down(closing_small, hours=1)
    answer = answering.accept([lot], seen, by=ORGANISER)
    assert [(left, why.code) for left, why in answer.left] == [(lot, "late_moved")]
    assert (lot.price, answer.done) == (Money(680), 0), "6,80 became 8,20 on nobody's page"
    assert not late.is_within(late.handed_in([lot])[lot.code], newest)
    assert accepted(lot) == 1
    assert lot.price == Money(820)


def test_a_weight_is_taken_as_it_was_put_on_the_scale(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    scale = OnScale(Weight(500_000), Weight(20_000), Quantity(12_500, Unit.M2))
    weighed = WeightDraft(method=WeightMethod.WEIGHED, scale=scale)
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, replace(says(lot), weight=weighed), by=SELLER)
    with transaction():
        assert accepted(lot) == 1
    assert (lot.weight_method, scale_of(lot)) == (WeightMethod.WEIGHED, scale)


def test_a_second_change_joins_the_first(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, replace(says(lot), designation="Grès 30 × 60"), by=SELLER)
        service.edit_lot(lot, replace(says(lot), quantity=Quantity(55_000, Unit.M2)), by=SELLER)
    both = late.waiting(lot)
    assert both is not None
    assert (both.said.designation, both.said.quantity.milli) == ("Grès 30 × 60", 55_000)
    with time_machine.travel(AFTER, tick=False), transaction():
        typed_back = replace(both.said, designation=lot.designation)
        service.edit_lot(lot, typed_back, by=SELLER, late_shown=both.marks)
    assert set(json.loads(both.draft)) == {"quantity"}, "what was typed over it stands for both"
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, says(lot), by=SELLER, late_shown=both.marks)
    assert late.waiting(lot) is None, "nothing differs any more"


def moved(lot: Lot, draft: LotDraft, shown: str) -> object:
    """The fields of which the second of two is told, whose form showed that."""
    with time_machine.travel(AFTER, tick=False):
        try:
            with transaction():
                service.edit_lot(lot, draft, by=SELLER, late_shown=shown)
        except BourseError as error:
            return error.params["fields"] if error.code == "late_changed" else error.code
    return ()


def test_the_second_of_two_is_told_what_the_first_has_changed(closing_small: SmallEdition) -> None:
    lot, form = closing_small.tiles, says(closing_small.tiles)
    gres, marble = replace(form, designation="Grès"), replace(form, designation="Marbre")
    assert moved(lot, gres, "") == ()
    assert moved(lot, gres, "") == (), "sent again, for its answer was lost"
    assert moved(lot, replace(marble, description="Lot rare"), "") == ("designation",)
    held = late.waiting(lot)
    assert held is not None
    assert held.said == gres, "nothing is written before the second has read it"
    assert moved(lot, marble, held.marks) == (), "read, and meant"
    assert held.said == marble


def test_two_who_change_other_things_are_both_kept(closing_small: SmallEdition) -> None:
    lot, form = closing_small.tiles, says(closing_small.tiles)
    gres = replace(form, designation="Grès", price=Money(900))
    moved(lot, gres, "")
    held = late.waiting(lot)
    assert held is not None
    seen_by_both = held.marks
    assert moved(lot, replace(gres, designation="Marbre"), seen_by_both) == ()
    assert moved(lot, replace(gres, description="Rare"), seen_by_both) == ()
    assert held.said == replace(gres, designation="Marbre", description="Rare")
    assert moved(lot, replace(gres, price=form.price), seen_by_both) == ()
    assert held.said == replace(form, designation="Marbre", description="Rare")
    assert moved(lot, replace(gres, price=Money(950)), seen_by_both) == ("price",)


def test_who_has_longer_is_told_too_what_a_colleague_has_waiting(
    closing_small: SmallEdition,
) -> None:
    lot, form = closing_small.tiles, says(closing_small.tiles)
    moved(lot, replace(form, designation="Grès"), "")
    held = late.waiting(lot)
    assert held is not None
    with time_machine.travel(AFTER, tick=False), transaction():
        extend(closing_small.exhibitor, CLOSES_AT + timedelta(hours=3), by=ORGANISER)
    longer = replace(form, description="Rare")
    assert moved(lot, longer, "") == ("designation",), "its form was opened before"
    assert (late.waiting(lot), lot.description) == (held, "")
    assert moved(lot, longer, held.marks) == (), "read, and not wanted"
    assert (late.waiting(lot), lot.designation, lot.description) == (None, form.designation, "Rare")


def test_a_weight_is_told_by_its_field_in_the_form(closing_small: SmallEdition) -> None:
    lot, form = closing_small.tiles, says(closing_small.tiles)
    heavy, heavier = (
        replace(form, weight=WeightDraft(method=WeightMethod.DECLARED, unit_weight=Weight(grams)))
        for grams in (23_000, 24_000)
    )
    assert moved(lot, heavy, "") == ()
    assert moved(lot, heavier, "") == ("method",)


def test_a_price_lowered_beside_what_waits_counts_at_once(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    with time_machine.travel(AFTER, tick=False), transaction():
        dearer = replace(says(lot), designation="Grès 30 × 60", price=Money(900))
        service.edit_lot(lot, dearer, by=SELLER)
    held = late.waiting(lot)
    assert held is not None
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, held.said, by=SELLER, late_shown=held.marks)
        assert (lot.price, held.said.price) == (Money(850), Money(900)), "nothing was changed"
        service.edit_lot(
            lot, replace(held.said, price=Money(700)), by=SELLER, late_shown=held.marks
        )
    assert (lot.price, lot.designation) == (Money(700), "Carrelage grès 60 × 60")
    assert (held.said.price, held.said.designation) == (Money(700), "Grès 30 × 60")


def test_a_price_of_another_unit_waits_with_it(closing_small: SmallEdition) -> None:
    lot = closing_small.tiles
    counted = replace(says(lot), quantity=Quantity(400_000, Unit.PIECE), price=Money(90))
    with time_machine.travel(AFTER, tick=False), transaction():
        service.edit_lot(lot, counted, by=SELLER)
        held = late.waiting(lot)
        assert held is not None
        service.edit_lot(lot, replace(counted, price=Money(80)), by=SELLER, late_shown=held.marks)
    assert (lot.price, held.said.price) == (Money(850), Money(80))
