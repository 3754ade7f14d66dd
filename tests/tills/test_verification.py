"""What tills project can be rebuilt, and a row that was touched is named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bourse.db import db, transaction
from bourse.tills.recording import record
from bourse.tills.verification import check_projections
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

COUNTS = [{"mode": "cash", "expected_cents": 10_500, "counted_cents": 5}]


@pytest.fixture
def sold(small: SmallEdition) -> None:
    till = Device()
    sale = till.sale((small.tiles, 12_500), (small.door, 1_000))
    with transaction():
        record(
            small.device,
            [
                till.opened(),
                sale,
                till.moved(-2_000),
                till.reversal(sale, 0),
                till.copied(sale, 1),
                till.closed(5, counts=COUNTS, reason="unknown"),
            ],
        )


def test_projections_are_what_the_journal_says(sold: None) -> None:
    assert check_projections() is None


@pytest.mark.parametrize(
    ("attack", "table", "seq"),
    [
        ("UPDATE sale SET total_cents = total_cents + 1 WHERE seq = 2", "sale", 2),
        ("UPDATE sale_line SET weight_g = 1 WHERE sale_seq = 4", "sale_line", 4),
        ("DELETE FROM payment WHERE sale_seq = 2", "payment", 2),
        ("UPDATE cash_movement SET amount_cents = 0", "cash_movement", 3),
        ("UPDATE receipt_copy SET copy_number = 2", "receipt_copy", 5),
        ("UPDATE session_count SET expected_cents = 5", "session_count", 6),
        ("UPDATE till_session SET counted_cents = 6", "till_session", None),
        ("UPDATE till_session SET closed_by = 'K2'", "till_session", None),
        ("UPDATE stock SET sold_milli = sold_milli + 1", "stock", None),
    ],
)
def test_a_touched_row_is_named(sold: None, attack: str, table: str, seq: int | None) -> None:
    with transaction():
        db.session.execute(text(attack))
    fault = check_projections()
    assert fault is not None
    assert (fault.table, fault.seq) == (table, seq)
