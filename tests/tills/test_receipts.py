"""Receipts: every mention, sellers apart, VAT by regime, and a total that is its parts' sum."""

from __future__ import annotations

import pytest

from bourse.errors import BourseError
from bourse.tills.facts import till_fact
from bourse.tills.models import PaymentMode
from bourse.tills.receipts import receipt_of
from bourse.tills.sales import last_sales, sale_with_reversals
from bourse.values import Money, Rate
from tests.fixtures.edition import SmallEdition
from tests.fixtures.sold import Sold


def test_a_receipt_groups_its_lines_by_seller(sold: Sold) -> None:
    receipt = receipt_of(sold.edition_id, sold.sale_id)
    assert (receipt.number, receipt.till, receipt.cashier) == ("C1a-0001", "C1a", "K1")
    assert (receipt.organiser, receipt.site) == ("Matériaux du Val", "Salle des fêtes, Morteau")
    assert [(seller.name, len(seller.lines)) for seller in receipt.sellers] == [
        ("Carrelages du Doubs", 2),
        ("Bois Franc & fils", 1),
    ]
    assert receipt.line_count == 3
    assert sum(seller.total for seller in receipt.sellers) == receipt.total
    assert sum(paid.amount for paid in receipt.payments) == receipt.total


def test_vat_is_shown_in_the_normal_regime_alone(sold: Sold) -> None:
    normal, franchise = receipt_of(sold.edition_id, sold.sale_id).sellers
    assert normal.vat_rate == Rate(2000)
    assert normal.vat is not None
    assert sum((line.net for line in normal.lines if line.net), normal.vat) == normal.total
    assert (franchise.vat_rate, franchise.vat, franchise.lines[0].net) == (None, None, None)


def test_cash_shows_what_was_handed_over_and_given_back(sold: Sold) -> None:
    cash, card = receipt_of(sold.edition_id, sold.sale_id).payments
    assert (cash.mode, cash.tendered, cash.change) == (
        PaymentMode.CASH,
        Money(10_000),
        Money(5_000),
    )
    assert (card.tendered, card.change) == (None, None)


def test_a_reversal_names_the_receipt_it_cancels(sold: Sold) -> None:
    receipt = receipt_of(sold.edition_id, sold.reversal_id)
    assert (receipt.number, receipt.reverses) == ("C1a-0002", "C1a-0001")
    assert receipt.total == Money(-1_800)
    own_hash = till_fact.validate_python(sold.reversal).own_hash()
    assert receipt.signature == own_hash[:12].upper()


def test_another_editions_receipt_does_not_exist(sold: Sold) -> None:
    with pytest.raises(BourseError, match="receipt_unknown"):
        receipt_of(sold.edition_id + 1, sold.sale_id)


def test_the_last_sales_say_what_came_back(small: SmallEdition, sold: Sold) -> None:
    first = last_sales(small.till, size=1)
    second = last_sales(small.till, size=1, after=first.after)
    assert [(row.number, row.is_reversed) for row in (*first.rows, *second.rows)] == [
        ("C1a-0002", False),
        ("C1a-0001", True),
    ]
    assert second.after is None


@pytest.mark.parametrize("typed", ["C1a-0001", "c1a1", " C1A - 1 "])
def test_a_sale_is_found_as_typed_with_its_reversals(sold: Sold, typed: str) -> None:
    facts = sale_with_reversals(sold.edition_id, typed)
    assert [fact["kind"] for fact in facts] == ["sale", "reversal"]
    assert facts[0] == sold.sale


@pytest.mark.parametrize("typed", ["C1a-0009", "C9z-0001", "", "C1a-0001; --"])
def test_no_receipt_has_that_number(small: SmallEdition, typed: str) -> None:
    with pytest.raises(BourseError, match="receipt_unknown"):
        sale_with_reversals(small.edition.id, typed)
