"""Receipts: every mention, sellers apart, VAT by regime, and a total that is its parts' sum."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.journal.models import JournalEntry
from bourse.people.models import Company, Organisation, VatRegime
from bourse.tills.models import PaymentMode
from bourse.tills.receipts import receipt_of
from bourse.tills.recording import record
from bourse.tills.sales import last_sales, sale_with_reversals
from bourse.values import Money, Rate
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.till_facts import Device


@pytest.fixture
def sold(small: SmallEdition) -> dict[str, dict[str, object]]:
    """A sale over two sellers, one in the normal regime, and the reversal of a line."""
    with transaction():
        db.session.add(Organisation(name="Matériaux du Val", address="2 place de la Halle"))
        company = Company(
            name="Bois Franc",
            number_kind="siret",
            number="55210055400013",
            vat_regime=VatRegime.FRANCHISE,
        )
        seller = Exhibitor(
            edition=small.edition, company=company, code="E02", status=ExhibitorStatus.CONFIRMED
        )
        db.session.add(seller)
        db.session.flush()
        plank = a_lot(seller, "Planche de chêne", random.Random(7), price_cents=1_999)
        db.session.add(plank)
    device = Device()
    sale = device.sale((small.tiles, 12_345), (plank, 1_500), (small.boards, 2_000))
    sale["payments"] = [
        {"mode": "cash", "amount_cents": 5_000, "tendered_cents": 10_000},
        {"mode": "card", "amount_cents": sale["total_cents"] - 5_000, "tendered_cents": None},
    ]
    reversal = device.reversal(sale, 2)
    with transaction():
        record(small.device, [sale, reversal])
    return {"sale": sale, "reversal": reversal}


def test_a_receipt_groups_its_lines_by_seller(
    small: SmallEdition, sold: dict[str, dict[str, object]]
) -> None:
    receipt = receipt_of(small.edition.id, str(sold["sale"]["fact_id"]))
    assert (receipt.number, receipt.till, receipt.cashier) == ("C1a-0001", "C1a", "K1")
    assert (receipt.organiser, receipt.site) == ("Matériaux du Val", "Salle des fêtes, Morteau")
    assert [(seller.name, len(seller.lines)) for seller in receipt.sellers] == [
        ("Carrelages du Doubs", 2),
        ("Bois Franc", 1),
    ]
    assert receipt.line_count == 3
    assert sum(seller.total for seller in receipt.sellers) == receipt.total
    assert sum(paid.amount for paid in receipt.payments) == receipt.total


def test_vat_is_shown_in_the_normal_regime_alone(
    small: SmallEdition, sold: dict[str, dict[str, object]]
) -> None:
    normal, franchise = receipt_of(small.edition.id, str(sold["sale"]["fact_id"])).sellers
    assert normal.vat_rate == Rate(2000)
    assert normal.vat is not None
    assert sum((line.net for line in normal.lines if line.net), normal.vat) == normal.total
    assert (franchise.vat_rate, franchise.vat, franchise.lines[0].net) == (None, None, None)


def test_cash_shows_what_was_handed_over_and_given_back(
    small: SmallEdition, sold: dict[str, dict[str, object]]
) -> None:
    cash, card = receipt_of(small.edition.id, str(sold["sale"]["fact_id"])).payments
    assert (cash.mode, cash.tendered, cash.change) == (
        PaymentMode.CASH,
        Money(10_000),
        Money(5_000),
    )
    assert (card.tendered, card.change) == (None, None)


def test_a_reversal_names_the_receipt_it_cancels(
    small: SmallEdition, sold: dict[str, dict[str, object]]
) -> None:
    receipt = receipt_of(small.edition.id, str(sold["reversal"]["fact_id"]))
    assert (receipt.number, receipt.reverses) == ("C1a-0002", "C1a-0001")
    assert receipt.total == Money(-1_800)
    entry = db.session.scalars(select(JournalEntry).where(JournalEntry.kind == "reversal")).one()
    assert receipt.signature == entry.hash[:12].upper()


def test_another_editions_receipt_does_not_exist(
    small: SmallEdition, sold: dict[str, dict[str, object]]
) -> None:
    with pytest.raises(BourseError, match="receipt_unknown"):
        receipt_of(small.edition.id + 1, str(sold["sale"]["fact_id"]))


def test_the_last_sales_say_what_came_back(
    small: SmallEdition, sold: dict[str, dict[str, object]]
) -> None:
    first = last_sales(small.till, size=1)
    second = last_sales(small.till, size=1, after=first.after)
    assert [(row.number, row.is_reversed) for row in (*first.rows, *second.rows)] == [
        ("C1a-0002", False),
        ("C1a-0001", True),
    ]
    assert second.after is None


@pytest.mark.parametrize("typed", ["C1a-0001", "c1a1", " C1A - 1 "])
def test_a_sale_is_found_as_typed_with_its_reversals(
    small: SmallEdition, sold: dict[str, dict[str, object]], typed: str
) -> None:
    facts = sale_with_reversals(small.edition.id, typed)
    assert [fact["kind"] for fact in facts] == ["sale", "reversal"]
    assert facts[0] == sold["sale"]


@pytest.mark.parametrize("typed", ["C1a-0009", "C9z-0001", "", "C1a-0001; --"])
def test_no_receipt_has_that_number(small: SmallEdition, typed: str) -> None:
    with pytest.raises(BourseError, match="receipt_unknown"):
        sale_with_reversals(small.edition.id, typed)
