"""Stock corrections: journal entries with a reason, once whatever the retries, and verified."""

from __future__ import annotations

import json
import uuid

import pytest
from sqlalchemy import select, update

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.journal.models import JournalComment, JournalEntry
from bourse.journal.verification import check_chain
from bourse.lots.corrections import Correction, correct_stock, corrections
from bourse.lots.models import CorrectionReason, Lot, Stock
from bourse.lots.verification import check_removed
from bourse.people.actor import Actor
from bourse.people.models import Role
from bourse.values import Quantity, Unit
from tests.fixtures.edition import SmallEdition

ORGANISER = Actor(None, "Camille", roles=frozenset({Role.ORGANISER}))
BROKEN, RECOUNTED = CorrectionReason.BROKEN, CorrectionReason.RECOUNTED


def correct(
    lot: Lot,
    milli: int,
    reason: CorrectionReason = BROKEN,
    fact_id: str | None = None,
    comment: str = "Tombé du chariot",
) -> Correction:
    with transaction():
        return correct_stock(
            lot,
            reason,
            Quantity(milli, lot.unit),
            comment=comment,
            fact_id=fact_id or str(uuid.uuid4()),
            by=ORGANISER,
        )


def test_what_broke_leaves_the_stock_and_enters_the_journal(small: SmallEdition) -> None:
    correction = correct(small.tiles, 1_500)

    assert small.tiles.remaining == Quantity(38_500, Unit.M2)
    assert correction.removed == Quantity(1_500, Unit.M2)
    entry = db.session.scalars(select(JournalEntry)).one()
    said = json.loads(entry.payload)
    assert said.pop("comment_hash") != ""
    assert said == {
        "v": 1,
        "kind": "stock_correction",
        "lot": small.tiles.code,
        "exhibitor": "E01",
        "reason": "broken",
        "quantity_milli": 1_500,
        "unit": "m2",
        "unit_weight_g": 18_000,
        "weight_method": "declared",
        "by": "system",
    }
    assert check_chain().fault is None
    assert check_removed() is None


def test_what_was_typed_stays_outside_the_chain_and_can_be_erased(small: SmallEdition) -> None:
    correct(small.tiles, 1_000, comment="Repris par Mme Durand")

    assert "Durand" not in db.session.scalars(select(JournalEntry.payload)).one()
    assert corrections(small.edition.id)[0].comment == "Repris par Mme Durand"
    with transaction():
        db.session.query(JournalComment).delete()
    assert corrections(small.edition.id)[0].comment == ""
    assert check_chain().fault is None


def test_a_retry_records_nothing_more(small: SmallEdition) -> None:
    fact_id = str(uuid.uuid4())
    assert correct(small.tiles, 1_000, fact_id=fact_id) == correct(
        small.tiles, 1_000, fact_id=fact_id
    )
    assert small.tiles.remaining.milli == 39_000
    with pytest.raises(BourseError, match="fact_reused"):
        correct(small.tiles, 2_000, fact_id=fact_id)


@pytest.mark.parametrize(
    ("milli", "reason", "code"),
    [
        (0, RECOUNTED, "correction_nothing"),
        (-1_000, BROKEN, "correction_negative"),
        (40_001, BROKEN, "correction_beyond"),
        (40_001, RECOUNTED, "correction_beyond"),
    ],
)
def test_what_cannot_be_is_refused(
    small: SmallEdition, milli: int, reason: CorrectionReason, code: str
) -> None:
    with pytest.raises(BourseError, match=code):
        correct(small.tiles, milli, reason)
    assert small.tiles.remaining.milli == 40_000


def test_a_recount_may_find_more(small: SmallEdition) -> None:
    correct(small.tiles, -2_500, RECOUNTED)
    assert small.tiles.remaining.milli == 42_500
    assert check_removed() is None


def test_corrections_are_listed_by_lot_the_latest_first(small: SmallEdition) -> None:
    correct(small.tiles, 1_000)
    correct(small.boards, 2_000, CorrectionReason.LOST)
    correct(small.tiles, 3_000)

    listed = corrections(small.edition.id, small.tiles.code)
    assert [found.removed.milli for found in listed] == [3_000, 1_000]
    assert len(corrections(small.edition.id)) == 3


def test_a_touched_stock_is_named(small: SmallEdition) -> None:
    correct(small.tiles, 1_000)
    with transaction():
        db.session.execute(
            update(Stock).where(Stock.lot_id == small.tiles.id).values(removed_milli=0)
        )
    fault = check_removed()
    assert fault is not None
    assert (fault.table, fault.key) == ("stock", f"lot {small.tiles.id}")
