"""Lots: written, offered, withdrawn, duplicated, by who may and within the edition's rules."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bourse.db import db, transaction
from bourse.editions.models import EditionCategory, EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import ExhibitorStatus
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.lots import on_sale, service
from bourse.lots.batch import Edit, edit_lots
from bourse.lots.describing import columns_of, findable
from bourse.lots.models import Lot, LotStatus
from bourse.lots.price_changes import PriceCause, price_history
from bourse.people.actor import SYSTEM
from bourse.tills.recording import record
from bourse.values import LotCode, Money, Quantity, Rate, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER, created
from tests.fixtures.till_facts import Device


def test_a_new_lot_is_a_draft_with_a_right_code_and_an_empty_stock(small: SmallEdition) -> None:
    lot = created(small)

    assert lot.status is LotStatus.DRAFT
    assert str(LotCode.parse(lot.code)) == lot.code
    assert lot.designation == "Faïence blanche 15 × 15"
    assert lot.remaining == Quantity(12_500, Unit.M2)
    assert (lot.price, lot.reference_price) == (Money(600), Money(2_400))
    assert lot.unit_weight == Weight(14_000)
    assert " faienc " in lot.search_words


def test_a_code_that_is_taken_is_drawn_again(small: SmallEdition) -> None:
    with transaction():
        first = service.create_lot(small.exhibitor, DRAFT, by=SELLER, chance=random.Random(1))
    with transaction():
        again = _SameCodes(random.Random(1))
        second = service.create_lot(small.exhibitor, DRAFT, by=SELLER, chance=again)
    assert first.code != second.code


class _SameCodes(random.Random):
    """Draws the codes of another run again, with a UUID of its own."""

    def __init__(self, run: random.Random) -> None:
        super().__init__()
        run.getrandbits(128)
        self._run = run

    def choices(self, population, **values):
        return self._run.choices(population, **values)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"designation": "  "}, "designation_missing"),
        ({"price": Money(-1)}, "price_negative"),
        ({"reference_price": Money(0)}, "reference_price_not_positive"),
        ({"quantity": Quantity(0, Unit.M2)}, "quantity_not_positive"),
        ({"designation": "a" * 201}, "text_long"),
        ({"own_reference": "a" * 61}, "text_long"),
        ({"price": Money(10**11), "quantity": Quantity(1_001, Unit.M2)}, "lot_too_large"),
        ({"reference_price": Money(10**11 + 1)}, "lot_too_large"),
        ({"quantity": Quantity(10**11, Unit.M2)}, "lot_too_large"),
        ({"category": "BOI"}, "category_off"),
        ({"category": "NONE"}, "category_off"),
        ({"weight": WeightDraft(method=WeightMethod.DECLARED)}, "weight_missing"),
    ],
)
def test_what_breaks_a_rule_is_refused(
    small: SmallEdition, change: dict[str, object], code: str
) -> None:
    with pytest.raises(BourseError, match=code):
        created(small, replace(DRAFT, **change))
    assert db.session.query(Lot).count() == 3


@pytest.mark.parametrize(
    ("price", "new", "percent"),
    [(600, 2_400, 75), (0, 100, 100), (995, 1_000, 1), (335, 1_000, 67), (334, 1_000, 67)],
)
def test_a_discount_is_what_is_taken_off_the_price_when_new(
    small: SmallEdition, price: int, new: int, percent: int
) -> None:
    lot = created(small, replace(DRAFT, price=Money(price), reference_price=Money(new)))
    assert lot.discount == Rate(100 * percent)


@pytest.mark.parametrize("new", [None, Money(602), Money(600), Money(599)])
def test_what_is_not_cheaper_has_no_discount(small: SmallEdition, new: Money | None) -> None:
    assert created(small, replace(DRAFT, reference_price=new)).discount is None


def test_free_goods_are_welcome(small: SmallEdition) -> None:
    assert created(small, replace(DRAFT, price=Money(0))).price == Money(0)


def test_nothing_is_written_in_a_closed_edition(small: SmallEdition) -> None:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    with pytest.raises(BourseError, match="edition_closed"):
        created(small)
    with pytest.raises(BourseError, match="edition_closed"), transaction():
        service.edit_lot(small.tiles, DRAFT, by=ORGANISER)
    with pytest.raises(BourseError, match="edition_closed"), transaction():
        on_sale.withdraw_lot(small.tiles, by=ORGANISER)


def test_an_applicant_prepares_drafts_but_offers_nothing(small: SmallEdition) -> None:
    with transaction():
        small.exhibitor.status = ExhibitorStatus.APPLIED
    lot = created(small)
    with pytest.raises(BourseError, match="exhibitor_not_confirmed"), transaction():
        on_sale.offer_lots([lot], by=SELLER)
    assert lot.status is LotStatus.DRAFT


@pytest.mark.parametrize("status", [ExhibitorStatus.REFUSED, ExhibitorStatus.CANCELLED])
def test_who_is_out_writes_nothing(small: SmallEdition, status: ExhibitorStatus) -> None:
    with transaction():
        small.exhibitor.status = status
    with pytest.raises(BourseError, match="exhibitor_out"):
        created(small)


def test_editing_stops_at_what_is_gone(small: SmallEdition) -> None:
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.tiles, 12_500))])
    with transaction():
        service.edit_lot(small.tiles, replace(DRAFT, quantity=Quantity(12_500, Unit.M2)), by=SELLER)
    assert small.tiles.remaining == Quantity(0, Unit.M2)
    for quantity, code in (
        (Quantity(12_499, Unit.M2), "quantity_below_gone"),
        (Quantity(50_000, Unit.PIECE), "unit_fixed"),
    ):
        with pytest.raises(BourseError, match=code), transaction():
            service.edit_lot(small.tiles, replace(DRAFT, quantity=quantity), by=SELLER)


def test_a_lot_keeps_its_category_though_it_was_switched_off(small: SmallEdition) -> None:
    with transaction():
        off = db.session.get(EditionCategory, (small.edition.id, "CAR"))
        db.session.delete(off)
    with transaction():
        service.edit_lot(small.tiles, replace(DRAFT, price=Money(1)), by=SELLER)
    assert small.tiles.price == Money(1)
    with pytest.raises(BourseError, match="category_off"), transaction():
        service.edit_lot(small.boards, replace(DRAFT, category="CAR"), by=SELLER)


def test_lots_are_offered_together_or_not_at_all(small: SmallEdition) -> None:
    first, second = created(small), created(small)
    with transaction():
        on_sale.moderate_lot(second, "Photo illisible", by=ORGANISER)
    with pytest.raises(BourseError, match="lot_moderated"), transaction():
        on_sale.offer_lots([first, second], by=SELLER)
    assert first.status is LotStatus.DRAFT
    with transaction():
        moved = on_sale.offer_lots([first, second, small.tiles], by=ORGANISER)
    assert moved == [first, second]
    assert (second.status, second.moderation_note) == (LotStatus.OFFERED, "")


def test_an_exhibitor_withdraws_and_puts_back(small: SmallEdition) -> None:
    with transaction():
        on_sale.withdraw_lot(small.door, by=SELLER)
    assert small.door.status is LotStatus.WITHDRAWN
    with transaction():
        on_sale.offer_lots([small.door], by=SELLER)
    assert small.door.status is LotStatus.OFFERED


def test_an_exhibitor_does_not_lift_an_organisers_note_by_withdrawing(small: SmallEdition) -> None:
    with transaction():
        on_sale.moderate_lot(small.door, "Amiante", by=ORGANISER)
        on_sale.withdraw_lot(small.door, by=SELLER)
    assert small.door.moderation_note == "Amiante"


@pytest.mark.parametrize("reason", ["", " \n"])
def test_an_organiser_withdraws_nothing_without_saying_why(
    small: SmallEdition, reason: str
) -> None:
    with pytest.raises(BourseError, match="refusal_reason_missing"), transaction():
        on_sale.moderate_lot(small.door, reason, by=ORGANISER)
    assert small.door.status is LotStatus.OFFERED


def test_the_same_chance_draws_the_same_lot(small: SmallEdition) -> None:
    drawn = []
    for _ in range(2):
        lot = service.create_lot(small.exhibitor, DRAFT, by=SYSTEM, chance=random.Random(7))
        drawn.append((lot.code, lot.uuid))
        db.session.rollback()
    assert drawn[0] == drawn[1]


def test_an_edited_price_is_history_once_the_lot_was_offered(small: SmallEdition) -> None:
    lot = created(small)
    with transaction():
        service.edit_lot(lot, replace(DRAFT, price=Money(500)), by=SELLER)
        on_sale.offer_lots([lot], by=SELLER)
    assert price_history(lot.id) == []
    with transaction():
        service.edit_lot(lot, replace(DRAFT, price=Money(400)), by=SELLER)
        service.edit_lot(lot, replace(DRAFT, price=Money(400), own_reference="G"), by=SELLER)
    (past,) = price_history(lot.id)
    assert (past.old, past.new, past.cause) == (Money(500), Money(400), PriceCause.EDITED)


def test_a_price_that_a_file_changes_is_history_too(small: SmallEdition) -> None:
    lot = created(small)
    with transaction():
        on_sale.offer_lots([lot], by=SELLER)
    said = replace(DRAFT, price=Money(450))
    held = db.session.get_one(EditionCategory, (small.edition.id, "CAR"))
    with transaction():
        edit = Edit(lot.id, lot.status, said, findable(columns_of(said, held)))
        edit_lots(small.exhibitor, [edit], by=SELLER)
    (past,) = price_history(lot.id)
    assert (past.old, past.new, past.cause) == (Money(600), Money(450), PriceCause.EDITED)


def test_a_text_is_kept_as_people_see_it(small: SmallEdition) -> None:
    said = replace(
        DRAFT, designation="Porte \u202eegnar\x00", description="un\r\ndeux", own_reference="\x1bA"
    )
    lot = created(small, said)
    assert (lot.designation, lot.description, lot.own_reference) == ("Porte egnar", "un\ndeux", "A")
