"""Sessions as they ended, and what a supervisor should have approved."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.people.actor import SYSTEM
from bourse.tills import service
from bourse.tills.closing_slips import closing_slip
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.tills.models import PaymentMode
from bourse.tills.recording import record
from bourse.tills.sessions import sessions_of
from bourse.values import Money
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def count(mode: str, expected: int, counted: int) -> dict[str, object]:
    return {"mode": mode, "expected_cents": expected, "counted_cents": counted}


@pytest.fixture
def closed(small: SmallEdition) -> str:
    """A session of two sales, a reversal, a copy and a deposit, counted 50 cents short."""
    till = Device()
    cash = till.sale((small.tiles, 10_000))
    card = till.sale((small.boards, 2_000), mode="card")
    facts = [
        till.opened(5_000),
        cash,
        card,
        till.reversal(card),
        till.copied(cash, 1),
        till.moved(-3_000, "bank_deposit"),
        till.closed(
            10_450,
            counts=[count("cash", 10_500, 10_450), count("card", 0, 0)],
            coins=[{"value_cents": 50, "count": 9}, {"value_cents": 5_000, "count": 2}],
            reason="change_error",
        ),
    ]
    with transaction():
        record(small.device, facts)
    return till.session


def test_a_slip_says_what_was_sold_and_what_was_counted(small: SmallEdition, closed: str) -> None:
    slip = closing_slip(small.edition.id, closed)
    assert (slip.sales, slip.reversals, slip.copies) == (2, 1, 1)
    assert slip.sold == {PaymentMode.CASH: Money(8_500), PaymentMode.CARD: Money(0)}
    assert slip.total == Money(8_500)
    assert (slip.row.opened_by, slip.row.closed_by, slip.row.reason) == ("K1", "K1", "change_error")
    assert [(one.mode, one.difference) for one in slip.row.counts] == [
        (PaymentMode.CASH, Money(-50)),
        (PaymentMode.CARD, Money(0)),
    ]
    assert [(coin.value.cents, coin.count) for coin in slip.coins] == [(5_000, 2), (50, 9)]
    assert [(one.amount, one.reason) for one in slip.movements] == [(Money(-3_000), "bank_deposit")]
    assert slip.site == "Salle des fêtes, Morteau"


def test_sessions_are_listed_latest_first_a_page_at_a_time(
    small: SmallEdition, closed: str
) -> None:
    later = Device()
    later.wait(60)
    with transaction():
        record(small.device, [later.opened(0)])
    first = sessions_of(small.edition.id, size=1)
    assert [(row.uuid, row.closed_at) for row in first.rows] == [(later.session, None)]
    second = sessions_of(small.edition.id, size=1, after=first.after)
    assert [(row.uuid, row.difference) for row in second.rows] == [(closed, Money(50))]
    assert second.after is None


def test_another_editions_session_does_not_exist(small: SmallEdition, closed: str) -> None:
    for edition_id, uuid in ((small.edition.id + 1, closed), (small.edition.id, "nonsense")):
        with pytest.raises(BourseError, match="session_unknown"):
            closing_slip(edition_id, uuid)


def flags() -> list[ConflictKind]:
    db.session.rollback()
    kinds = db.session.scalars(select(Conflict.kind).order_by(Conflict.id))
    return [kind for kind in kinds if kind is not ConflictKind.BROKEN_CHAIN]


@pytest.mark.parametrize(
    ("minutes", "cashier", "approved_by", "expected"),
    [
        (3, "K1", None, []),
        (5, "K1", None, [ConflictKind.UNAPPROVED]),
        (1, "K3", None, [ConflictKind.UNAPPROVED]),
        (-2, "K1", None, []),
        (-3, "K1", None, [ConflictKind.UNAPPROVED]),
        (-60, "K1", "K2", []),
        (60, "K1", "K2", []),
        (1, "K3", "K2", []),
        (60, "K1", "K1", [ConflictKind.UNAPPROVED]),
        (60, "K1", "K9", [ConflictKind.UNAPPROVED]),
    ],
)
def test_a_late_reversal_or_of_anothers_sale_wants_a_supervisor(
    small: SmallEdition,
    minutes: int,
    cashier: str,
    approved_by: str | None,
    expected: list[ConflictKind],
) -> None:
    with transaction():
        service.create_cashier(
            small.edition, name="Ali", pin_hash="x", is_supervisor=True, by=SYSTEM
        )
    till = Device()
    opened, sale = till.opened(), till.sale((small.door, 1_000))
    till.wait(minutes)
    till.cashier = cashier
    also = {"approved_by": approved_by} if approved_by else {}
    with transaction():
        record(small.device, [opened, sale, till.reversal(sale, **also)])
    assert flags() == expected


@pytest.mark.parametrize(
    ("before", "since", "expected"),
    [(0, 240, [ConflictKind.UNAPPROVED]), (0, 1, []), (240, 1, [])],
    ids=["put back", "right", "was fast, put right before the sale"],
)
def test_no_clock_put_back_makes_an_old_sale_fresh(
    small: SmallEdition, before: int, since: int, expected: list[ConflictKind]
) -> None:
    till = Device()
    till.wait(before)
    opened = till.opened()
    till.wait(-before)
    sale = till.sale((small.door, 1_000))
    till.wait(since)
    moved = till.moved(100)
    till.wait(-since)
    with transaction():
        record(small.device, [opened, sale, moved, till.reversal(sale)])
    assert flags() == expected
