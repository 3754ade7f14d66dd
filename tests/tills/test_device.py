"""What a device learns of itself: where its series stands, its open session, who and for whom."""

from __future__ import annotations

from bourse.clock import now
from bourse.db import transaction
from bourse.journal.chain import GENESIS
from bourse.tills.device import (
    SeriesState,
    cashier_cards,
    open_session,
    seller_cards,
    series_state,
)
from bourse.tills.recording import record
from bourse.values import Money, Rate
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def test_a_new_series_begins_at_nothing(small: SmallEdition) -> None:
    assert series_state(small.device) == SeriesState(0, 0, GENESIS)
    assert open_session(small.device) is None


def test_the_series_stands_where_the_last_fact_left_it(small: SmallEdition) -> None:
    device = Device()
    facts = [device.opened(), device.sale((small.tiles, 1_000)), device.moved(-500)]
    with transaction():
        record(small.device, facts)
    assert series_state(small.device) == SeriesState(3, 1, device.prev)


def test_the_drawer_holds_float_cash_sales_and_movements(small: SmallEdition) -> None:
    device = Device()
    cash = device.sale((small.boards, 2_000))
    facts = [
        device.opened(10_000),
        cash,
        device.sale((small.door, 1_000), mode="card"),
        device.reversal(cash),
        device.sale((small.tiles, 1_000)),
        device.moved(-2_000),
    ]
    with transaction():
        record(small.device, facts)
    session = open_session(small.device)
    assert session is not None
    assert (session.cashier, session.float_) == ("K1", Money(10_000))
    assert session.expected == Money(10_000 + 850 - 2_000)

    with transaction():
        record(small.device, [device.closed(8_850)])
    assert open_session(small.device) is None


def test_cards_name_who_sells_and_for_whom(small: SmallEdition) -> None:
    assert [card.code for card in cashier_cards(small.edition.id)] == ["K1"]
    (seller,) = seller_cards(small.edition.id)
    assert (seller.code, seller.number, seller.vat_rate) == ("E01", "73282932000074", Rate(2000))
    with transaction():
        small.cashier.retired_at = now()
    assert cashier_cards(small.edition.id) == ()
