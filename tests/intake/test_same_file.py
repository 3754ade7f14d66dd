"""The same file again changes nothing, whatever has become of its lots since it was imported."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from bourse.bulk.falling import apply_due
from bourse.bulk.price_rule import PriceRule
from bourse.bulk.scheduling import MarkdownDraft, schedule_markdown
from bourse.clock import now
from bourse.db import db, transaction
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.intake.lot_import import Source, import_lots, imports_of, undo_import
from bourse.intake.lots import read_lots
from bourse.intake.planning import Change, Plan
from bourse.intake.reading import read_table
from bourse.lots import late, on_sale, service
from bourse.lots.describing import draft_of
from bourse.lots.models import Lot
from bourse.lots.price_changes import PriceCause, price_history
from bourse.people.actor import SYSTEM, Actor
from bourse.values import Rate, Weight
from tests.fixtures.closing import CLOSES_AT
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import SELLER
from tests.intake.spreadsheets import BOARD, DOOR, HEADINGS, TILES, csv

PLAIN = HEADINGS.removeprefix("Réf;")
CHEAPER = TILES.replace("8,50", "8,00")


def plain(*lines: str) -> list[str]:
    return [line.split(";", 1)[1] for line in lines]


def take(small: SmallEdition, *lines: str, by: Actor = SYSTEM) -> Plan:
    read = read_lots(read_table(csv(*lines)), small.edition)
    assert read.faults == ()
    with transaction():
        done = import_lots(small.exhibitor, read.rows, Source("a.csv", "0" * 64), by=by)
    db.session.expire_all()
    return done


def changes(done: Plan) -> list[Change]:
    return [outcome.change for outcome in done.outcomes]


def tiles() -> Lot:
    wanted = select(Lot).where(Lot.designation.startswith("Faïence blanche 20"))
    return db.session.scalars(wanted).one()


def fall(small: SmallEdition) -> None:
    """Offer the tiles, and let every price on sale fall by a fifth."""
    with transaction():
        on_sale.offer_lots([tiles()], by=SYSTEM)
    rule = PriceRule(rate=Rate(2_000))
    with transaction():
        markdown = MarkdownDraft(edition_id=small.edition.id, rule=rule, due_at=now())
        schedule_markdown(markdown, by=SYSTEM)
        apply_due(now())
    db.session.expire_all()
    assert tiles().price_cents == 680


@pytest.mark.parametrize("has_references", [True, False])
def test_a_markdown_is_not_taken_back(small: SmallEdition, has_references: bool) -> None:
    file = [HEADINGS, TILES, DOOR] if has_references else [PLAIN, *plain(TILES, DOOR)]
    take(small, *file)
    fall(small)
    before = tiles().updated_at
    again = take(small, *file)
    assert changes(again) == [Change.NOTHING] * 2
    assert (again.is_idle, again.staying) == (True, 1)
    assert (tiles().price_cents, tiles().updated_at) == (680, before)
    causes = [change.cause for change in price_history(tiles().id)]
    assert causes == [PriceCause.MARKDOWN]


def test_a_corrected_cell_changes_what_it_says_and_nothing_else(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES, DOOR)
    fall(small)
    (corrected, _door) = take(small, HEADINGS, TILES.replace(";40;", ";38;"), DOOR).outcomes
    assert corrected.change is Change.UPDATE
    assert (tiles().quantity_milli, tiles().price_cents) == (38_000, 680)
    (corrected, _door) = take(small, HEADINGS, CHEAPER.replace(";40;", ";38;"), DOOR).outcomes
    assert corrected.change is Change.UPDATE
    assert tiles().price_cents == 800


def test_a_file_goes_back_on_the_one_between(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES)
    take(small, HEADINGS, CHEAPER)
    take(small, HEADINGS, DOOR)
    assert changes(take(small, HEADINGS, TILES)) == [Change.UPDATE]
    assert tiles().price_cents == 850


def test_what_was_edited_and_weighed_since_stays(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES, BOARD)
    scale = WeightDraft(method=WeightMethod.WEIGHED, unit_weight=Weight(19_500))
    with transaction():
        said = replace(draft_of(tiles()), weight=scale, description="Palette filmée")
        service.edit_lot(tiles(), said, by=SELLER)
    assert changes(take(small, HEADINGS, TILES, BOARD)) == [Change.NOTHING] * 2
    assert (tiles().weight_method, tiles().unit_weight_g) == (WeightMethod.WEIGHED, 19_500)
    take(small, HEADINGS, CHEAPER, BOARD)
    assert (tiles().weight_method, tiles().price_cents) == (WeightMethod.WEIGHED, 800)
    take(small, HEADINGS, CHEAPER.replace(";18", ";17"), BOARD)
    assert (tiles().weight_method, tiles().unit_weight_g) == (WeightMethod.DECLARED, 17_000)


def test_twins_are_told_apart_once_one_was_edited(small: SmallEdition) -> None:
    file = [PLAIN, *plain(DOOR, DOOR)]
    take(small, *file)
    door = db.session.scalars(select(Lot).where(Lot.designation.startswith("Porte"))).first()
    assert door is not None
    with transaction():
        service.edit_lot(door, replace(draft_of(door), designation="Porte rouge"), by=SELLER)
    assert changes(take(small, *file)) == [Change.NOTHING] * 2


def test_an_import_that_was_taken_back_comes_in_again(small: SmallEdition) -> None:
    take(small, HEADINGS, TILES, DOOR)
    with transaction():
        assert undo_import(imports_of(small.exhibitor)[0], by=SELLER) == 2
    assert changes(take(small, HEADINGS, TILES, DOOR)) == [Change.CREATE] * 2
    assert changes(take(small, HEADINGS, TILES, DOOR)) == [Change.NOTHING] * 2


def test_what_waits_for_an_answer_is_said_again(closing_small: SmallEdition) -> None:
    small = closing_small
    with time_machine.travel(CLOSES_AT - timedelta(hours=2), tick=False):
        take(small, HEADINGS, TILES)
        with transaction():
            on_sale.offer_lots([tiles()], by=SYSTEM)
    with time_machine.travel(CLOSES_AT + timedelta(hours=1), tick=False):
        more = TILES.replace(";40;", ";44;")
        take(small, HEADINGS, more, by=SELLER)
        both = more.replace("Faïence blanche 20 × 20", "Faïence blanche 20 × 20 cm")
        assert changes(take(small, HEADINGS, both, by=SELLER)) == [Change.UPDATE]
        waiting = late.change_of(tiles())
        assert waiting is not None
        assert waiting.said.quantity.milli == 44_000
        assert waiting.said.designation.endswith("cm")
