"""Many lots at once obey what one obeys: codes, deadline, price history, what tills must see."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.lots import batch, late, revision, service
from bourse.lots.batch import Columns, Edit, create_lots, drawn, edit_lots
from bourse.lots.describing import LotDraft, category_among, columns_of, draft_of, findable
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.lots.price_changes import PriceChange
from bourse.people.models import AdminEvent
from bourse.values import Money
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER

CLOSES_AT = datetime(2026, 6, 12, 16, 0, tzinfo=UTC)


def columns(small: SmallEdition, draft: LotDraft) -> Columns:
    known = {found.category_code: found for found in small.edition.categories}
    return findable(columns_of(draft, category_among(known, small.edition.id, draft.category)))


def edit(small: SmallEdition, lot: Lot, **changed: Any) -> Edit:
    draft = replace(draft_of(lot), **changed)
    return Edit(lot.id, lot.status, draft, columns(small, draft))


def create(small: SmallEdition, count: int, by=SELLER) -> list[Lot]:
    said = columns(small, DRAFT)
    with transaction():
        ids = create_lots(small.exhibitor, [drawn(said) for _ in range(count)], by=by)
    return list(db.session.scalars(select(Lot).where(Lot.id.in_(ids)).order_by(Lot.id)))


def test_a_lot_of_many_is_like_one_written_by_itself(small: SmallEdition) -> None:
    with transaction():
        alone = service.create_lot(small.exhibitor, DRAFT, by=SELLER)
    (one,) = create(small, 1)
    own = {"id", "uuid", "code", "created_at", "updated_at"}
    for column in {column.key for column in Lot.__table__.columns} - own:
        assert getattr(one, column) == getattr(alone, column), column
    assert one.created_at == one.updated_at
    stock = db.session.get_one(Stock, one.id)
    assert (stock.edition_id, stock.sold_milli, stock.revision) == (small.edition.id, 0, 0)
    assert len(one.uuid) == 36


def test_more_than_are_written_in_one_call_all_come(
    small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_WRITTEN_AT_ONCE", 3)
    monkeypatch.setattr(batch, "_ASKED_AT_ONCE", 2)
    made = create(small, 8)
    assert len({lot.code for lot in made}) == len({lot.uuid for lot in made}) == 8


def test_codes_that_are_taken_or_drawn_twice_are_drawn_again(small: SmallEdition) -> None:
    said = columns(small, DRAFT)
    taken = {**drawn(said), "code": small.tiles.code}
    twice = drawn(said)
    rows = [taken, twice, {**drawn(said), "code": twice["code"]}]
    with transaction():
        ids = create_lots(small.exhibitor, rows, by=SELLER, chance=random.Random(4))
    codes = db.session.scalars(select(Lot.code).where(Lot.id.in_(ids))).all()
    assert len({*codes, small.tiles.code}) == 4


def test_after_the_deadline_new_lots_are_late_drafts_but_the_organisers_are_not(
    small: SmallEdition,
) -> None:
    with transaction():
        small.edition.catalogue_closes_at = CLOSES_AT
    with time_machine.travel(CLOSES_AT + timedelta(hours=1), tick=False):
        assert [lot.late_at is not None for lot in create(small, 2)] == [True, True]
        assert [lot.late_at for lot in create(small, 1, by=ORGANISER)] == [None]


def test_after_the_deadline_a_change_of_an_offered_lot_waits(
    small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        small.edition.catalogue_closes_at = CLOSES_AT
    dearer = edit(small, small.tiles, price=Money(99_00))
    with time_machine.travel(CLOSES_AT + timedelta(hours=1), tick=False):
        with transaction():
            edit_lots(small.exhibitor, [dearer], by=SELLER)
        assert small.tiles.price_cents == 850
        waiting = late.waiting(small.tiles)
        assert waiting
        assert waiting.said.price == Money(99_00)
        monkeypatch.setattr(batch, "MOST_LATE", 0)
        with pytest.raises(BourseError, match="edits_late_many"), transaction():
            edit_lots(small.exhibitor, [dearer], by=SELLER)


def test_a_change_is_noted_kept_in_the_history_and_seen_by_tills(small: SmallEdition) -> None:
    (draft,) = create(small, 1)
    before = revision.current(small.edition.id)
    edits = [edit(small, small.tiles, price=Money(700)), edit(small, draft, price=Money(100))]
    with transaction():
        edit_lots(small.exhibitor, edits, by=SELLER)
    assert (small.tiles.price_cents, draft.price_cents) == (700, 100)
    assert draft.updated_at > draft.created_at
    assert db.session.get_one(Stock, small.tiles.id).revision == before + 1
    assert db.session.get_one(Stock, draft.id).revision == 0
    changes = db.session.scalars(select(PriceChange)).all()
    assert [(one.lot_id, one.old_cents, one.new_cents) for one in changes] == [
        (small.tiles.id, 850, 700)
    ]
    noted = db.session.scalars(select(AdminEvent.subject).where(AdminEvent.verb == "lot.edit"))
    assert set(noted) == {f"lot:{small.tiles.id}", f"lot:{draft.id}"}


def test_nobody_changes_the_lots_of_another(small: SmallEdition) -> None:
    with transaction():
        other = service.create_lot(small.exhibitor, DRAFT, by=SELLER)
        other.status = LotStatus.DRAFT
    stranger = edit(small, other, price=Money(1))
    wrong = replace(stranger, lot_id=other.id + 1_000)
    with transaction():
        edit_lots(small.exhibitor, [wrong], by=SELLER)
    assert other.price_cents == DRAFT.price.cents


def test_nothing_is_written_into_a_closed_edition(small: SmallEdition) -> None:
    row, change = drawn(columns(small, DRAFT)), edit(small, small.tiles)
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    for write in (
        lambda: create_lots(small.exhibitor, [row], by=SELLER),
        lambda: edit_lots(small.exhibitor, [change], by=SELLER),
    ):
        with pytest.raises(BourseError, match="edition_closed"), transaction():
            write()
