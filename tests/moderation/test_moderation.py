"""Moderation: what is odd is asked once, answered, and asked again when the lot changes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.lots import on_sale, service
from bourse.lots.decisions import LotFlag
from bourse.lots.lifecycle import moves
from bourse.lots.models import Lot, LotStatus
from bourse.lots.service import LotDraft
from bourse.moderation.answering import ask_correction, find_fine
from bourse.moderation.questions import Question, asked_of, questioned, questions_of, seen_of
from bourse.values import Money
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER

ASBESTOS = replace(DRAFT, designation="Plaques ondulées amiante")
LEAD = replace(DRAFT, designation="Feuille de plomb")


def written(small: SmallEdition, draft: LotDraft) -> Lot:
    with transaction():
        return service.create_lot(small.exhibitor, draft, by=SELLER)


def odd(lot: Lot) -> dict[LotFlag, Question]:
    db.session.rollback()
    return {question.flag: question for question in questions_of(lot)}


def offer(lot: Lot, by=SELLER) -> LotStatus:
    with transaction():
        on_sale.offer_lots([lot], by=by)
    return lot.status


def fine(lot: Lot) -> None:
    with transaction():
        find_fine(lot, seen_of(questions_of(lot)), by=ORGANISER)


def edit(lot: Lot, draft: LotDraft, by=SELLER) -> None:
    with transaction():
        service.edit_lot(lot, draft, by=by)


def test_forbidden_goods_wait_until_the_organiser_finds_them_fine(small: SmallEdition) -> None:
    lot = written(small, ASBESTOS)
    assert odd(lot).keys() == {LotFlag.FORBIDDEN}
    assert LotStatus.OFFERED not in moves(lot, SELLER)
    with pytest.raises(BourseError, match="lot_forbidden"):
        offer(lot)
    fine(lot)
    assert odd(lot) == {}
    assert offer(lot) is LotStatus.OFFERED


def test_an_answer_holds_until_the_words_change(small: SmallEdition) -> None:
    lot = written(small, ASBESTOS)
    fine(lot)
    edit(lot, replace(ASBESTOS, price=Money(100)))
    assert odd(lot) == {}
    edit(lot, replace(ASBESTOS, designation="Conduit amiante"))
    assert odd(lot).keys() == {LotFlag.FORBIDDEN}


def test_what_new_words_forbid_goes_off_the_sale(small: SmallEdition) -> None:
    lot = written(small, DRAFT)
    offer(lot)
    edit(lot, ASBESTOS)
    assert lot.status is LotStatus.WITHDRAWN
    edit(lot, replace(DRAFT, designation="Plaques ondulées sans amiante"))
    assert odd(lot) == {}
    assert offer(lot) is LotStatus.OFFERED


def test_the_organiser_may_offer_and_describe_what_they_have_seen(small: SmallEdition) -> None:
    lot = written(small, ASBESTOS)
    assert offer(lot, ORGANISER) is LotStatus.OFFERED
    edit(lot, replace(ASBESTOS, price=Money(100)), ORGANISER)
    assert lot.status is LotStatus.OFFERED


def test_what_is_only_flagged_is_offered_and_asked_about(small: SmallEdition) -> None:
    lot = written(small, LEAD)
    assert offer(lot) is LotStatus.OFFERED
    (listed,) = questioned(small.edition.id).rows
    assert (listed.lot.id, [one.flag for one in listed.questions]) == (lot.id, [LotFlag.HAZARD])
    assert listed.questions[0].hazard is not None
    assert listed.questions[0].hazard.code == "lead"


@pytest.mark.parametrize(
    ("price", "new", "flag"),
    [(Money(0), None, LotFlag.FREE), (Money(2_500), Money(2_400), LotFlag.ABOVE_NEW)],
)
def test_an_odd_price_is_asked_about_until_it_changes(
    small: SmallEdition, price: Money, new: Money | None, flag: LotFlag
) -> None:
    lot = written(small, replace(DRAFT, price=price, reference_price=new))
    assert odd(lot).keys() == {flag}
    fine(lot)
    assert odd(lot) == {}
    edit(lot, replace(DRAFT, price=price, reference_price=new, own_reference="X"))
    assert odd(lot) == {}
    edit(lot, replace(DRAFT, price=price, reference_price=new and Money(2_300), description="y"))
    assert odd(lot).keys() == {flag}


def test_a_price_far_from_those_of_its_kind_is_asked_about(small: SmallEdition) -> None:
    rng = random.Random(3)
    with transaction():
        for number in range(12):
            cheap = a_lot(small.exhibitor, f"Grès {number}", rng, price_cents=1_000 + number)
            db.session.add(cheap)
    for cents, is_far in ((10_100, True), (10_000, False), (100, True), (110, False)):
        lot = written(small, replace(DRAFT, price=Money(cents), reference_price=None))
        assert (LotFlag.FAR_PRICE in odd(lot)) is is_far, cents
        with transaction():
            on_sale.withdraw_lot(lot, by=SELLER)
    other_unit = written(
        small,
        replace(DRAFT, price=Money(9_000), quantity=small.door.quantity, reference_price=None),
    )
    assert odd(other_unit) == {}


def test_a_lot_typed_twice_names_the_first(small: SmallEdition) -> None:
    first = written(small, DRAFT)
    again = replace(DRAFT, designation="Faïences blanches 15 x 15", own_reference="F-16")
    second = written(small, again)
    assert odd(first) == {}
    assert odd(second)[LotFlag.TWIN].twin == first.code
    (listed,) = questioned(small.edition.id).rows
    assert listed.lot.id == second.id

    edit(second, replace(again, price=Money(700)))
    assert odd(second) == {}
    edit(second, replace(again, price=Money(655)))
    assert odd(second).keys() == {LotFlag.TWIN}
    edit(second, replace(again, designation="Faïence blanche 15 × 20"))
    assert odd(second) == {}


def test_a_twin_that_is_withdrawn_is_none(small: SmallEdition) -> None:
    first, second = written(small, DRAFT), written(small, DRAFT)
    assert odd(second).keys() == {LotFlag.TWIN}
    with transaction():
        on_sale.withdraw_lot(first, by=SELLER)
    assert odd(second) == {}
    assert questioned(small.edition.id).rows == ()


def test_the_exhibitor_is_asked_until_the_lot_changes(small: SmallEdition) -> None:
    lot = written(small, LEAD)
    with transaction():
        ask_correction(
            lot, seen_of(questions_of(lot)), " Neuve ou de récupération ? ", by=ORGANISER
        )
    assert odd(lot)[LotFlag.HAZARD].asked == "Neuve ou de récupération ?"
    assert questioned(small.edition.id).rows == ()
    assert [one.lot.id for one in questioned(small.edition.id, asked=True).rows] == [lot.id]
    assert [one.lot.id for one in asked_of(small.exhibitor)] == [lot.id]

    edit(lot, replace(LEAD, description="Neuve, 2 mm"))
    assert odd(lot)[LotFlag.HAZARD].asked is None
    assert asked_of(small.exhibitor) == []
    assert len(questioned(small.edition.id).rows) == 1


@pytest.mark.parametrize(
    ("message", "code"), [(" ", "message_missing"), ("x" * 1_001, "text_long")]
)
def test_a_request_says_something_short(small: SmallEdition, message: str, code: str) -> None:
    lot = written(small, LEAD)
    with pytest.raises(BourseError, match=code), transaction():
        ask_correction(lot, seen_of(questions_of(lot)), message, by=ORGANISER)


def test_an_answer_is_to_the_questions_that_were_seen(small: SmallEdition) -> None:
    lot = written(small, LEAD)
    seen = seen_of(questions_of(lot))
    edit(lot, replace(LEAD, designation="Feuille de plomb et plaques d’amiante"))
    for answer in (
        lambda: find_fine(lot, seen, by=ORGANISER),
        lambda: ask_correction(lot, seen, "Neuve ?", by=ORGANISER),
    ):
        with pytest.raises(BourseError, match="lot_odd_anew"), transaction():
            answer()
    assert LotFlag.FORBIDDEN in odd(lot), "nobody found asbestos fine"

    edit(lot, LEAD)
    with transaction():
        find_fine(lot, seen, by=ORGANISER)
    assert odd(lot) == {}, "it says again what was seen"


def test_nothing_odd_is_nothing_to_ask(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="lot_not_odd"), transaction():
        ask_correction(small.tiles, "", "Pourquoi ?", by=ORGANISER)


def test_pages_go_on_past_what_was_answered(small: SmallEdition) -> None:
    lots = [
        written(small, replace(DRAFT, designation=f"Feuille de plomb {number}"))
        for number in range(7)
    ]
    for lot in lots[:3]:
        fine(lot)
    first = questioned(small.edition.id, size=2)
    assert [one.lot.id for one in first.rows] == [lots[3].id, lots[4].id]
    last = questioned(small.edition.id, after=first.after, size=2)
    assert [one.lot.id for one in last.rows] == [lots[5].id, lots[6].id]
    assert last.after is None
