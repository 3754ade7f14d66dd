"""Many lots changed at once: as previewed, all or none, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from app.lots.weight import weight_source
from bourse.bulk.edit import BulkEdit
from bourse.bulk.editing import bulk_edit_of, edit_lots, undo_bulk
from bourse.bulk.preview import BulkDraft, fingerprint, preview
from bourse.bulk.price_rule import PriceRule
from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions.models import EditionCategory, EditionStatus
from bourse.errors import BourseError
from bourse.goods.weighing import OnScale, WeightDraft, WeightMethod
from bourse.lots import revision
from bourse.lots.describing import draft_of
from bourse.lots.models import Condition, Lot, LotStatus, Origin
from bourse.lots.price_changes import PriceCause, price_history
from bourse.lots.service import edit_lot
from bourse.lots.weight import computation_of, scale_of
from bourse.people.actor import SYSTEM, Actor
from bourse.values import Money, Quantity, Rate, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import SELLER

CHEAPER = BulkDraft(price=PriceRule(rate=Rate(1_000)))


def chosen(small: SmallEdition) -> list[Lot]:
    return [small.tiles, small.boards, small.door]


def edited(small: SmallEdition, draft: BulkDraft, seen: str | None = None) -> BulkEdit:
    with transaction():
        named = fingerprint(preview(chosen(small), draft, by=SYSTEM)) if seen is None else seen
        return edit_lots(small.edition.id, chosen(small), draft, seen=named, by=SYSTEM)


def undone(edit: BulkEdit) -> tuple[int, int]:
    with transaction():
        return undo_bulk(edit, by=SYSTEM)


def test_a_preview_says_what_each_lot_becomes_and_changes_nothing(small: SmallEdition) -> None:
    found = preview(
        chosen(small), BulkDraft(condition=Condition.GOOD, origin=Origin.DISMANTLED), by=SYSTEM
    )
    assert [one.after["condition"] for one in found] == ["good"] * 3
    assert [one.before["origin"] for one in found] == ["new_surplus", "new_surplus", "dismantled"]
    assert preview(chosen(small), BulkDraft(condition=Condition.NEW_PACKED), by=SYSTEM) == []
    assert not db.session.dirty


def test_all_lots_change_and_tills_are_told(small: SmallEdition) -> None:
    before = revision.current(small.edition.id)
    edited(small, BulkDraft(category="MIN", price=PriceRule(rate=Rate(1_000), step=10)))
    assert [lot.price_cents for lot in chosen(small)] == [770, 810, 2_250]
    assert {lot.category_code for lot in chosen(small)} == {"MIN"}
    assert revision.current(small.edition.id) == before + 1
    assert price_history(small.tiles.id)[0].cause is PriceCause.BULK


def test_one_fault_and_nothing_changes(small: SmallEdition) -> None:
    with transaction():
        db.session.get_one(EditionCategory, (small.edition.id, "CAR")).default_weight_g = 15_000
    draft = BulkDraft(by_default=True, condition=Condition.GOOD)
    faults = {one.lot.designation: one.error and one.error.code for one in _previewed(small, draft)}
    assert faults == {
        small.tiles.designation: None,
        small.boards.designation: "category_without_default",
        small.door.designation: "category_without_default",
    }
    with pytest.raises(BourseError, match="category_without_default"):
        edited(small, draft)
    assert {lot.condition for lot in chosen(small)} == {Condition.NEW_PACKED}
    assert small.tiles.unit_weight_g == 18_000


def _previewed(small: SmallEdition, draft: BulkDraft):
    return preview(chosen(small), draft, by=SYSTEM)


def test_a_weight_by_default_follows_the_category(small: SmallEdition) -> None:
    with transaction():
        for code, grams in (("CAR", 15_000), ("PAN", 20_000), ("MIN", 30_000)):
            held = db.session.get_one(EditionCategory, (small.edition.id, code))
            held.default_weight_g = grams
    found = _previewed(small, BulkDraft(by_default=True))
    grams = {one.lot.code: one.after["unit_weight_g"] for one in found if not one.error}
    assert grams[small.tiles.code] == 15_000
    assert all(one.after["weight_method"] == "category_default" for one in found if not one.error)


def test_what_changed_since_the_preview_is_looked_at_again(small: SmallEdition) -> None:
    seen = fingerprint(preview(chosen(small), CHEAPER, by=SYSTEM))
    with transaction():
        small.door.price_cents = 2_400
    with pytest.raises(BourseError, match="bulk_moved"):
        edited(small, CHEAPER, seen)
    assert small.tiles.price_cents == 850


def test_undone_where_nobody_changed_it_since(small: SmallEdition) -> None:
    edit = edited(small, BulkDraft(condition=Condition.GOOD, price=CHEAPER.price))
    with transaction():
        small.door.condition = Condition.TO_REPAIR
    assert undone(edit) == (2, 1)
    assert [lot.price_cents for lot in chosen(small)] == [850, 900, 2_250]
    assert small.tiles.condition is Condition.NEW_PACKED
    assert small.door.condition is Condition.TO_REPAIR
    assert price_history(small.tiles.id)[0].cause is PriceCause.UNDONE
    with pytest.raises(BourseError, match="bulk_undone"):
        undone(edit)


def test_after_the_deadline_only_a_price_may_go_back_and_only_down(small: SmallEdition) -> None:
    def made(draft: BulkDraft) -> BulkEdit:
        with transaction():
            seen = fingerprint(preview(chosen(small), draft, by=SELLER))
            return edit_lots(
                small.edition.id, chosen(small), draft, seen=seen,
                exhibitor_id=small.exhibitor.id, by=SELLER,
            )  # fmt: skip

    def refused(edit: BulkEdit) -> None:
        with pytest.raises(BourseError, match="bulk_late"), transaction():
            undo_bulk(edit, by=SELLER)
        assert edit.undone_at is None, "the organiser may still take it back"

    lower, worn = made(CHEAPER), made(BulkDraft(condition=Condition.GOOD))
    dearer = made(BulkDraft(price=PriceRule(amount=Money(2_000))))
    with transaction():
        small.edition.catalogue_closes_at = now() - timedelta(minutes=1)
        small.door.price_cents = 2_100
    refused(worn)
    with transaction():
        assert undo_bulk(dearer, by=SELLER) == (2, 1)
    refused(lower)
    assert undone(worn) == (3, 0)


def test_a_draft_changed_after_the_deadline_is_a_late_one(small: SmallEdition) -> None:
    with transaction():
        small.edition.catalogue_closes_at = now() - timedelta(minutes=1)
        small.tiles.status, small.tiles.offered_at = LotStatus.DRAFT, None
        draft = BulkDraft(condition=Condition.GOOD)
        seen = fingerprint(preview([small.tiles], draft, by=SELLER))
        edit_lots(small.edition.id, [small.tiles], draft, seen=seen, by=SELLER)
    assert small.tiles.late_at is not None


def test_a_weight_comes_back_with_its_source(small: SmallEdition) -> None:
    with transaction():
        db.session.get_one(EditionCategory, (small.edition.id, "CAR")).default_weight_g = 15_000
        found = [small.tiles]
        draft = BulkDraft(by_default=True)
        seen = fingerprint(preview(found, draft, by=SYSTEM))
        edit = edit_lots(small.edition.id, found, draft, seen=seen, by=SYSTEM)
    assert small.tiles.weight_method is WeightMethod.CATEGORY_DEFAULT
    assert undone(edit) == (1, 0)
    assert (small.tiles.weight_method, small.tiles.unit_weight_g) == (
        WeightMethod.DECLARED,
        18_000,
    )


def test_a_drafts_price_has_no_history(small: SmallEdition) -> None:
    with transaction():
        small.tiles.status = LotStatus.DRAFT
    edited(small, CHEAPER)
    assert small.tiles.price_cents == 765
    assert price_history(small.tiles.id) == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (BulkDraft(), "bulk_nothing"),
        (BulkDraft(condition=Condition.NEW_PACKED), "bulk_no_change"),
        (BulkDraft(category="BOI"), "category_off"),
        (BulkDraft(price=PriceRule(amount=Money(10**11))), "lot_too_large"),
        (BulkDraft(price=PriceRule(rate=Rate(-60_000))), "price_rule_rate"),
    ],
)
def test_what_breaks_a_rule_is_refused(small: SmallEdition, draft: BulkDraft, code: str) -> None:
    with pytest.raises(BourseError, match=f"^{code}"):
        edited(small, draft)
    assert db.session.query(BulkEdit).count() == 0


def test_a_closed_edition_keeps_its_lots(small: SmallEdition) -> None:
    edit = edited(small, CHEAPER)
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    with pytest.raises(BourseError, match="edition_closed"):
        undone(edit)
    with pytest.raises(BourseError, match="edition_closed"):
        edited(small, CHEAPER)


def test_anothers_edit_is_not_there(small: SmallEdition) -> None:
    edit = edited(small, CHEAPER)
    assert bulk_edit_of(edit.id, small.edition.id) is edit
    with pytest.raises(BourseError, match="bulk_unknown"):
        bulk_edit_of(edit.id, small.edition.id, exhibitor_id=small.exhibitor.id)
    with pytest.raises(BourseError, match="bulk_unknown"):
        bulk_edit_of(edit.id, small.edition.id + 1)


def test_once_cataloguing_is_closed_an_exhibitor_only_lowers_prices(small: SmallEdition) -> None:
    with transaction():
        small.edition.catalogue_closes_at = now() - timedelta(minutes=1)

    def faults(draft: BulkDraft, by: Actor) -> set[str | None]:
        return {one.error and one.error.code for one in preview(chosen(small), draft, by=by)}

    assert faults(CHEAPER, SELLER) == {None}
    assert faults(BulkDraft(price=PriceRule(rate=Rate(-1_000))), SELLER) == {"bulk_late"}
    assert faults(BulkDraft(condition=Condition.GOOD, price=CHEAPER.price), SELLER) == {"bulk_late"}
    assert faults(BulkDraft(condition=Condition.GOOD), SYSTEM) == {None}


def test_what_a_scale_showed_goes_with_the_weight_and_comes_back(
    app: Flask, small: SmallEdition
) -> None:
    with transaction():
        db.session.get_one(EditionCategory, (small.edition.id, "CAR")).default_weight_g = 19_000
        shown = OnScale(Weight(830_000), Weight(22_000), Quantity(40_000, Unit.M2))
        weighed = WeightDraft(method=WeightMethod.WEIGHED, scale=shown)
        edit_lot(small.tiles, replace(draft_of(small.tiles), weight=weighed), by=SYSTEM)
    draft = BulkDraft(by_default=True)
    with transaction():
        seen = fingerprint(preview([small.tiles], draft, by=SYSTEM))
        edit = edit_lots(small.edition.id, [small.tiles], draft, seen=seen, by=SYSTEM)
    db.session.expire_all()
    assert small.tiles.unit_weight_g == 19_000
    assert {small.tiles.weighed_gross_g, small.tiles.weighed_tare_g, small.tiles.weighed_milli} == {
        None
    }
    with app.test_request_context(), force_locale("fr"):
        assert weight_source(small.tiles).startswith("Poids usuel de cette catégorie")
    undone(edit)
    assert (scale_of(small.tiles), small.tiles.unit_weight_g) == (shown, 20_200)


def test_a_weight_is_told_by_its_method_whatever_was_left_behind(
    app: Flask, small: SmallEdition
) -> None:
    with transaction():
        small.tiles.weight_method = WeightMethod.CATEGORY_DEFAULT
        small.tiles.weighed_gross_g, small.tiles.weighed_tare_g = 500_000, 20_000
        small.tiles.weighed_milli = 40_000
        small.tiles.material_code, small.tiles.material_nano = "osb", 10**9
    with app.test_request_context(), force_locale("fr"):
        assert weight_source(small.tiles).startswith("Poids usuel de cette catégorie")
    assert (scale_of(small.tiles), computation_of(small.tiles)) == (None, None)
