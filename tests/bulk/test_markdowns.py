"""Markdowns: scheduled, applied at their hour once, cancelled before it, undone after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bourse.bulk.falling import apply_due, next_due, undo_markdown
from bourse.bulk.markdown import Markdown, MarkdownState
from bourse.bulk.markdowns import markdown_of, markdowns
from bourse.bulk.price_rule import PriceRule
from bourse.bulk.scheduling import MarkdownDraft, cancel_markdown, schedule_markdown, would_change
from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.lots import revision
from bourse.lots.models import LotStatus
from bourse.lots.price_changes import PriceCause, PriceChange, price_history, prior_price
from bourse.people.actor import SYSTEM, Actor
from bourse.people.models import Role
from bourse.values import Money, Rate
from tests.fixtures.edition import SmallEdition
from tests.fixtures.racing import at_once

HOUR = timedelta(hours=1)
SELLER = Actor(None, "Annick", roles=frozenset({Role.EXHIBITOR}))


def a_draft(small: SmallEdition, **said: object) -> MarkdownDraft:
    """Twenty percent off everything in an hour, to 10 cents."""
    rule = PriceRule(rate=Rate(2_000), step=10)
    given = {"edition_id": small.edition.id, "rule": rule, "due_at": now() + HOUR}
    return MarkdownDraft(**{**given, **said})


def scheduled(small: SmallEdition, **said: object) -> Markdown:
    draft = a_draft(small, **said)
    with transaction():
        return schedule_markdown(draft, by=SYSTEM)


def apply_at(at: datetime) -> int:
    with transaction():
        return apply_due(at)


def prices(small: SmallEdition) -> list[int]:
    db.session.rollback()
    return [lot.price_cents for lot in (small.tiles, small.boards, small.door)]


def test_prices_fall_at_the_hour_and_not_before(small: SmallEdition) -> None:
    markdown = scheduled(small)
    due = markdown.due_at
    assert (markdown.state, next_due()) == (MarkdownState.SCHEDULED, due)
    assert apply_at(due - timedelta(milliseconds=1)) == 0
    assert prices(small) == [850, 900, 2_500]

    assert apply_at(due) == 1
    assert prices(small) == [680, 720, 2_000]
    assert (markdown.state, markdown.lots, next_due()) == (MarkdownState.APPLIED, 3, None)
    assert apply_at(due) == 0
    assert prices(small) == [680, 720, 2_000]


def test_tills_read_again_what_fell_and_no_more(small: SmallEdition) -> None:
    before = revision.current(small.edition.id)
    markdown = scheduled(small, category="CAR")
    apply_at(markdown.due_at)
    assert prices(small) == [680, 900, 2_500]
    assert revision.current(small.edition.id) == before + 1
    assert small.tiles.stock.revision == before + 1 > small.boards.stock.revision


def test_each_price_keeps_its_history(small: SmallEdition) -> None:
    apply_at(scheduled(small).due_at)
    apply_at(scheduled(small, rule=PriceRule(amount=Money(500))).due_at)
    tiles = price_history(small.tiles.id)
    assert [(past.old, past.new) for past in tiles] == [
        (Money(680), Money(500)),
        (Money(850), Money(680)),
    ]
    assert {past.cause for past in tiles} == {PriceCause.MARKDOWN}
    assert prior_price(small.tiles) == Money(850)


def test_a_scope_is_an_exhibitor_a_category_or_chosen_lots(small: SmallEdition) -> None:
    def touched(**scope: object) -> set[str]:
        return {lot.designation for lot, _change in would_change(a_draft(small, **scope))}

    assert len(touched()) == 3
    assert touched(category="PAN") == {small.boards.designation}
    assert touched(lots=[small.door.code]) == {small.door.designation}
    assert touched(exhibitor_id=small.exhibitor.id, category="MIN") == {small.door.designation}
    assert touched(exhibitor_id=0) == set()


def test_chosen_lots_fall_and_others_stay(small: SmallEdition) -> None:
    apply_at(scheduled(small, lots=[small.door.code, small.tiles.code]).due_at)
    assert prices(small) == [680, 900, 2_000]


def test_drafts_are_left_alone_and_withdrawn_lots_fall(small: SmallEdition) -> None:
    with transaction():
        small.tiles.status, small.boards.status = LotStatus.DRAFT, LotStatus.WITHDRAWN
    apply_at(scheduled(small).due_at)
    assert prices(small) == [850, 720, 2_000]


def test_no_markdown_makes_dearer(small: SmallEdition) -> None:
    apply_at(scheduled(small, rule=PriceRule(amount=Money(900))).due_at)
    assert prices(small) == [850, 900, 900]


def test_two_of_one_hour_come_in_their_order_each_on_the_price_it_finds(
    small: SmallEdition,
) -> None:
    due = now() + HOUR
    scheduled(small, due_at=due)
    scheduled(small, due_at=due - timedelta(minutes=1), rule=PriceRule(amount=Money(800)))
    assert apply_at(due) == 2
    assert prices(small) == [640, 640, 640]


def test_two_processes_apply_it_once(app, small: SmallEdition) -> None:
    due = scheduled(small).due_at
    at_once(app, *[lambda: apply_due(due)] * 4)
    assert prices(small) == [680, 720, 2_000]
    assert db.session.query(PriceChange).count() == 3


def test_a_cancelled_one_never_falls(small: SmallEdition) -> None:
    markdown = scheduled(small)
    with transaction():
        cancel_markdown(markdown, by=SYSTEM)
        cancel_markdown(markdown, by=SYSTEM)
    assert apply_at(markdown.due_at) == 0
    assert markdown.state is MarkdownState.CANCELLED
    assert prices(small) == [850, 900, 2_500]


def test_cancelling_and_applying_at_once_end_in_one_of_them(app, small: SmallEdition) -> None:
    markdown = scheduled(small)
    markdown_id, edition_id, due = markdown.id, small.edition.id, markdown.due_at
    ended = at_once(
        app,
        lambda: cancel_markdown(markdown_of(markdown_id, edition_id), by=SYSTEM),
        lambda: apply_due(due),
    )
    fell = prices(small) == [680, 720, 2_000]
    assert fell == ("markdown_applied" in ended)
    assert db.session.get_one(Markdown, markdown_id).state is (
        MarkdownState.APPLIED if fell else MarkdownState.CANCELLED
    )


def test_what_was_applied_is_undone_where_nobody_changed_it_since(small: SmallEdition) -> None:
    markdown = scheduled(small)
    apply_at(markdown.due_at)
    with pytest.raises(BourseError, match="markdown_applied"):
        cancel_markdown(markdown, by=SYSTEM)
    with transaction():
        small.door.price_cents = 1_500
    with transaction():
        assert undo_markdown(markdown, by=SYSTEM) == (2, 1)
    assert prices(small) == [850, 900, 1_500]
    assert markdown.state is MarkdownState.UNDONE
    assert price_history(small.tiles.id)[0].cause is PriceCause.UNDONE
    assert prior_price(small.tiles) is None
    with pytest.raises(BourseError, match="markdown_not_applied"):
        undo_markdown(markdown, by=SYSTEM)


def test_it_lapses_with_its_edition(small: SmallEdition) -> None:
    markdown = scheduled(small)
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    assert apply_at(markdown.due_at) == 0
    assert (markdown.state, next_due()) == (MarkdownState.LAPSED, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rule": PriceRule()}, "price_rule_missing"),
        ({"rule": PriceRule(rate=Rate(1), amount=Money(1))}, "price_rule_missing"),
        ({"rule": PriceRule(rate=Rate(0))}, "price_rule_rate"),
        ({"rule": PriceRule(rate=Rate(-500))}, "price_rule_rate"),
        ({"rule": PriceRule(rate=Rate(10_001))}, "price_rule_rate"),
        ({"rule": PriceRule(rate=Rate(500), step=3)}, "price_rule_step"),
        ({"rule": PriceRule(amount=Money(-1))}, "price_negative"),
        ({"rule": PriceRule(amount=Money(9_000))}, "markdown_nothing"),
        ({"category": "NONE"}, "category_unknown"),
        ({"lots": []}, "markdown_nothing"),
        ({"due_at": now() - timedelta(days=1)}, "markdown_past"),
        ({"due_at": now() + timedelta(days=400)}, "markdown_far"),
    ],
)
def test_what_breaks_a_rule_is_refused(
    small: SmallEdition, change: dict[str, object], code: str
) -> None:
    draft = replace(a_draft(small), **change)
    with pytest.raises(BourseError, match=f"^{code}"), transaction():
        schedule_markdown(draft, by=SYSTEM)
    assert db.session.query(Markdown).count() == 0


def test_an_exhibitor_reads_the_organisers_and_touches_their_own(small: SmallEdition) -> None:
    organisers = scheduled(small)
    draft = a_draft(small, exhibitor_id=small.exhibitor.id)
    with transaction():
        own = schedule_markdown(draft, by=SELLER)
    listed = markdowns(small.edition.id, exhibitor_id=small.exhibitor.id)
    assert [row.id for row in listed.rows] == [own.id, organisers.id]
    assert markdown_of(own.id, small.edition.id, exhibitor_id=small.exhibitor.id) is own
    with pytest.raises(BourseError, match="markdown_unknown"):
        markdown_of(organisers.id, small.edition.id, exhibitor_id=small.exhibitor.id)


@pytest.mark.parametrize(
    ("price", "rule", "becomes"),
    [
        (847, PriceRule(rate=Rate(2_000), step=10), 680),
        (847, PriceRule(rate=Rate(2_000)), 678),
        (1_999, PriceRule(rate=Rate(3_333), step=50), 1_350),
        (4, PriceRule(rate=Rate(2_000), step=10), 4),
        (4, PriceRule(rate=Rate(10_000), step=10), 0),
        (0, PriceRule(rate=Rate(2_000), step=10), 0),
        (1_000, PriceRule(rate=Rate(-1_000), step=100), 1_100),
        (1_000, PriceRule(amount=Money(300), step=100), 300),
    ],
)
def test_a_rule_rounds_once_and_never_gives_away_by_rounding(
    price: int, rule: PriceRule, becomes: int
) -> None:
    assert rule.of(Money(price)) == Money(becomes)
