"""Prices given at the till: flagged below the limit, quiet where somebody had the right."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.lots.price_changes import PriceCause, Repriced, reprice
from bourse.people.actor import SYSTEM
from bourse.tills.facts import till_fact
from bourse.tills.inbox import ConflictKind
from bourse.tills.models import Cashier
from bourse.tills.projections import Sale
from bourse.tills.receipts import receipt_of
from bourse.tills.recording import Result, record
from bourse.tills.verification import check_projections
from bourse.values import Money
from reports.receipts.wording import Wording
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

CASH = {"mode": "cash", "tendered_cents": None}


def to(exhibitor: str, cents: int) -> dict[str, object]:
    """Cash that one seller was paid."""
    return {**CASH, "exhibitor": exhibitor, "amount_cents": cents}


def flags(small: SmallEdition, fact: dict[str, object]) -> tuple[str, ...]:
    """What the server says of a fact, recorded all the same."""
    with transaction():
        (outcome,) = record(small.device, [fact]).outcomes
    assert outcome.result in {Result.RECORDED, Result.CONFLICT}
    return outcome.reasons


@pytest.fixture
def supervisor(small: SmallEdition) -> Cashier:
    with transaction():
        person = Cashier(
            edition_id=small.edition.id, code="K7", name="Anne", pin_hash="x", is_supervisor=True
        )
        db.session.add(person)
    return person


@pytest.mark.parametrize(("cents", "expected"), [(680, ()), (679, ("below_limit",)), (900, ())])
def test_a_cashier_may_take_off_a_fifth(
    small: SmallEdition, cents: int, expected: tuple[str, ...]
) -> None:
    till = Device()
    assert flags(small, till.basket([till.line(small.tiles, 12_500, cents)], CASH)) == expected


def test_the_limit_is_the_editions(small: SmallEdition) -> None:
    with transaction():
        small.edition.cashier_markdown_bp = 5_000
    till = Device()
    assert flags(small, till.basket([till.line(small.tiles, 1_000, 425)], CASH)) == ()
    assert flags(small, till.basket([till.line(small.tiles, 1_000, 424)], CASH)) == ("below_limit",)


def test_a_supervisor_sells_or_approves_below_it(small: SmallEdition, supervisor: Cashier) -> None:
    till = Device()
    half = till.line(small.tiles, 1_000, 425, "damaged")
    assert flags(small, till.basket([half], CASH, approved_by="K7")) == ()
    sale = db.session.scalars(select(Sale)).one()
    assert sale.approved_by == "K7"
    assert flags(small, till.basket([half], CASH, approved_by="K1")) == ("below_limit",)
    till.cashier = "K7"
    assert flags(small, till.basket([half], CASH)) == ()


def test_the_labels_price_is_honoured_and_no_other_claims_to_be_it(small: SmallEdition) -> None:
    with transaction():
        small.tiles.labelled_price_cents = 400
    till = Device()
    assert flags(small, till.basket([till.line(small.tiles, 1_000, 400, "label")], CASH)) == ()
    claimed = till.basket([till.line(small.tiles, 1_000, 300, "label")], CASH)
    assert flags(small, claimed) == ("below_limit",)


def test_a_price_that_moved_meanwhile_raises_no_alarm_for_who_marked_down(
    small: SmallEdition,
) -> None:
    till = Device()
    marked = till.basket([till.line(small.tiles, 1_000, 700)], CASH)
    plain = till.sale((small.tiles, 1_000))
    with transaction():
        small.tiles.price_cents = 1_200
    assert flags(small, marked) == ()
    assert flags(small, plain) == (ConflictKind.PRICE_DIFFERS,)


def test_each_seller_is_paid_what_its_lines_cost(small: SmallEdition) -> None:
    till = Device()
    tiles = till.line(small.tiles, 1_000)
    planks = {**till.line(small.boards, 2_000), "exhibitor": "E02"}
    right = till.basket([tiles, planks], to("E01", 500), to("E02", 1_800), to("E01", 350))
    assert flags(small, right) == ()
    for wrong in (
        [to("E01", 1_800), to("E02", 850)],
        [to("E01", 850), {**CASH, "amount_cents": 1_800}],
    ):
        with pytest.raises(ValidationError, match="sellers"):
            till_fact.validate_python({**right, "payments": wrong})


def test_what_is_told_of_prices_and_payments_is_projected_and_rebuilt(
    small: SmallEdition,
) -> None:
    till = Device()
    cheque = {"mode": "cheque", "tendered_cents": None, "reference": "0012345", "exhibitor": "E01"}
    sale = till.basket([till.line(small.tiles, 2_000, 800, "bulk")], cheque)
    assert flags(small, sale) == ()
    kept = db.session.scalars(select(Sale)).one()
    (line,), (paid,) = kept.lines, kept.payments
    assert (line.unit_price, line.catalogue_price, line.price_reason) == (
        Money(800),
        Money(850),
        "bulk",
    )
    assert (paid.reference, paid.exhibitor) == ("0012345", "E01")
    assert check_projections() is None
    (shown,) = receipt_of(small.edition.id, str(sale["fact_id"])).sellers[0].lines
    words = Wording(receipt_of(small.edition.id, str(sale["fact_id"])), "fr")
    assert words.markdown(shown) == [
        "prix catalogue 8,50\N{NO-BREAK SPACE}€/m², remise 0,50\N{NO-BREAK SPACE}€/m²"
    ]
    with transaction():
        paid.reference = "0099999"
    fault = check_projections()
    assert fault is not None
    assert fault.table == "payment"


@pytest.mark.parametrize(
    ("old", "new", "asked", "expected"),
    [
        (850, 680, 850, ()),
        (850, 1_000, 850, ()),
        (850, 1_100, 850, ("below_limit",)),
        (850, 680, 840, ("price_differs",)),
    ],
)
def test_a_tablet_without_the_network_sells_at_the_price_from_before(
    small: SmallEdition, old: int, new: int, asked: int, expected: tuple[str, ...]
) -> None:
    tiles = small.tiles
    with transaction():
        reprice(small.edition.id, [Repriced(tiles.id, old, new)], PriceCause.MARKDOWN, by=SYSTEM)
    till = Device()
    line = till.line(tiles, 1_000) | {"unit_price_cents": asked, "total_cents": asked}
    assert flags(small, till.basket([line], CASH)) == expected
