"""What goes on sale after the hour of a markdown: asked at the lowered price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bourse.bulk.falling import apply_due, undo_markdown
from bourse.bulk.following import followed
from bourse.bulk.markdown import Markdown
from bourse.bulk.price_rule import PriceRule
from bourse.bulk.scheduling import MarkdownDraft, schedule_markdown
from bourse.bulk.since import put_on_sale_since
from bourse.clock import now
from bourse.db import db, transaction
from bourse.lots import on_sale, service
from bourse.lots.models import Lot
from bourse.lots.price_changes import PriceCause, price_history, prior_price
from bourse.values import Money, Rate
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER, created

FIFTH = PriceRule(rate=Rate(2_000))
START, HOUR = datetime(2026, 6, 13, 8, tzinfo=UTC), timedelta(hours=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def marked_down(small: SmallEdition, **said: object) -> Markdown:
    """A fifth off in an hour, and now it is that hour."""
    given = {"edition_id": small.edition.id, "rule": FIFTH, "due_at": now() + HOUR}
    with transaction():
        made = schedule_markdown(MarkdownDraft(**{**given, **said}), by=ORGANISER)
        apply_due(made.due_at)
    return made


def offered(lot: Lot) -> Money:
    """What it is asked at, put on sale now."""
    with transaction():
        on_sale.offer_lots([lot], by=SELLER)
    db.session.rollback()
    return lot.price


def test_what_was_written_before_the_hour_falls_as_it_goes_on_sale(
    small: SmallEdition, clock: time_machine.Traveller
) -> None:
    draft, other = created(small), created(small, replace(DRAFT, category="PAN"))
    markdown = marked_down(small, category="CAR")
    clock.shift(2 * HOUR)
    assert (offered(draft), offered(other)) == (Money(480), Money(600))
    assert followed([draft, other]) == 1
    (past,) = price_history(draft.id)
    assert (past.old, past.new, past.cause) == (Money(600), Money(480), PriceCause.MARKDOWN)
    assert prior_price(draft) is None, "6,00 was never asked: nothing to cross out"
    assert markdown.lots == 2

    with transaction():
        assert undo_markdown(markdown, by=ORGANISER) == (2, 0)
    assert draft.price == Money(600)


def test_none_falls_twice_by_one_markdown(
    small: SmallEdition, clock: time_machine.Traveller
) -> None:
    draft, withdrawn = created(small), created(small)
    with transaction():
        on_sale.withdraw_lot(withdrawn, by=SELLER)
    marked_down(small)
    clock.shift(2 * HOUR)
    with transaction():
        twin = service.duplicate_lot(withdrawn, by=SELLER)
    assert [offered(lot) for lot in (draft, withdrawn, twin)] == [Money(480)] * 3
    with transaction():
        on_sale.withdraw_lot(draft, by=SELLER)
    assert offered(draft) == Money(480), "back on sale, at what it was"


def test_what_is_written_after_the_hour_keeps_its_price(
    small: SmallEdition, clock: time_machine.Traveller
) -> None:
    at_once, markdown = marked_down(small, due_at=now()), marked_down(small)
    clock.shift(2 * HOUR)
    written = created(small)
    assert put_on_sale_since([markdown, at_once]) == {}
    assert offered(written) == Money(600)
    assert put_on_sale_since([markdown, at_once]) == {markdown.id: [written.code]}
    with transaction():
        written.stock.sold_milli = written.quantity_milli
    assert put_on_sale_since([markdown]) == {}, "nothing is left of it"


def test_one_at_once_undone_or_of_others_is_not_followed(
    small: SmallEdition, clock: time_machine.Traveller
) -> None:
    lots = [created(small) for _ in range(3)]
    marked_down(small, due_at=now())
    clock.shift(HOUR)
    assert offered(lots[0]) == Money(600)
    undone = marked_down(small)
    marked_down(small, lots=[small.tiles.code])
    with transaction():
        undo_markdown(undone, by=ORGANISER)
    clock.shift(2 * HOUR)
    assert offered(lots[1]) == Money(600)


def test_several_fall_in_the_order_of_their_hours(
    small: SmallEdition, clock: time_machine.Traveller
) -> None:
    draft = created(small)
    marked_down(small)
    marked_down(small, rule=PriceRule(amount=Money(300)), due_at=now() + 2 * HOUR)
    clock.shift(3 * HOUR)
    assert offered(draft) == Money(300)
    assert [past.new for past in price_history(draft.id)] == [Money(300), Money(480)]
