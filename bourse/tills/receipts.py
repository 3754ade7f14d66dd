"""Receipts: a sale or its reversal, with every mention that the paper owes its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from bourse.db import db
from bourse.editions.models import Edition, SalesMode, Site
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.journal.chain import sha256
from bourse.journal.models import JournalEntry
from bourse.people.models import Organisation, VatRegime
from bourse.tills.models import PaymentMode
from bourse.tills.projections import Payment, ReceiptCopy, Sale, SaleLine
from bourse.tills.vat import shown_rate
from bourse.values import Money, Quantity, Rate, Weight

SIGNATURE = 12
"""How many digits of the fact's hash a receipt shows."""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One lot; negative in a reversal. `net` is without VAT, None when none is shown.

    `catalogue_price` is what one unit cost there, where it was sold at another price. What
    `is_collected_later` is paid, and handed over against the receipt.
    """

    lot: str | None
    designation: str
    quantity: Quantity
    unit_price: Money
    catalogue_price: Money | None
    total: Money
    net: Money | None
    weight: Weight | None
    is_collected_later: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptSeller:
    """A seller's part: who it is by law, its lines, and the VAT within their total."""

    code: str
    name: str
    address: str
    number_kind: str
    number: str
    vat_number: str
    country: str
    vat_regime: VatRegime
    vat_rate: Rate | None
    lines: tuple[ReceiptLine, ...]
    total: Money
    vat: Money | None


@dataclass(frozen=True, slots=True)
class ReceiptPayment:
    """One payment; `tendered` is the cash handed over, `change` what went back."""

    mode: PaymentMode
    amount: Money
    tendered: Money | None
    change: Money | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """All that a receipt says. `reverses` is the number it cancels.

    `hash` is the fact's own, which the device knows offline and its next fact repeats; `copies`
    the highest DUPLICATA n given, 0 when it was given once.
    """

    fact_id: str
    number: str
    reverses: str | None
    edition: str
    is_fictional: bool
    currency: str
    timezone: str
    sales_mode: SalesMode
    organiser: str
    organiser_address: str
    organiser_siret: str | None
    site: str
    till: str
    cashier: str
    happened_at: datetime
    sellers: tuple[ReceiptSeller, ...]
    payments: tuple[ReceiptPayment, ...]
    total: Money
    hash: str
    copies: int

    @property
    def signature(self) -> str:
        """The short form of the fact's hash, as printed."""
        return self.hash[:SIGNATURE].upper()

    @property
    def line_count(self) -> int:
        """How many lines the receipt has, over all sellers."""
        return sum(len(seller.lines) for seller in self.sellers)


def receipt_of(edition_id: int, fact_id: str) -> Receipt:
    """The receipt of a recorded sale or reversal; raises `receipt_unknown`."""
    sale = db.session.scalar(
        select(Sale)
        .where(Sale.edition_id == edition_id, Sale.fact_id == fact_id)
        .options(selectinload(Sale.lines), selectinload(Sale.payments))
    )
    if sale is None:
        raise BourseError("receipt_unknown")
    edition = db.session.get_one(Edition, edition_id)
    organisation = db.session.get(Organisation, 1)
    return Receipt(
        fact_id=sale.fact_id,
        number=sale.number,
        reverses=number_of(sale.reverses),
        edition=edition.name,
        is_fictional=edition.is_fictional,
        currency=edition.currency,
        timezone=edition.timezone,
        sales_mode=edition.sales_mode,
        organiser=organisation.name if organisation else edition.name,
        organiser_address=organisation.address if organisation else "",
        organiser_siret=organisation.siret if organisation else None,
        site=_site_of(sale.site_id),
        till=sale.series,
        cashier=sale.cashier,
        happened_at=sale.happened_at,
        sellers=_sellers(edition_id, sale.lines),
        payments=tuple(_payment(paid) for paid in sale.payments),
        total=sale.total,
        hash=sha256(
            db.session.scalars(
                select(JournalEntry.payload).where(JournalEntry.seq == sale.seq)
            ).one()
        ),
        copies=copies_of(sale.fact_id),
    )


def copies_of(fact_id: object) -> int:
    """The highest DUPLICATA n given of a receipt, 0 when it was given once."""
    copies = select(func.max(ReceiptCopy.copy_number)).where(ReceiptCopy.of == str(fact_id))
    return db.session.scalar(copies) or 0


def number_of(fact_id: object) -> str | None:
    """The number of a recorded receipt; None when there is none."""
    if not isinstance(fact_id, str):
        return None
    sale = db.session.scalar(select(Sale).where(Sale.fact_id == fact_id))
    return sale.number if sale else None


def _site_of(site_id: int) -> str:
    site = db.session.get_one(Site, site_id)
    return ", ".join(part for part in (site.name, site.town) if part)


def _sellers(edition_id: int, lines: Sequence[SaleLine]) -> tuple[ReceiptSeller, ...]:
    """The lines by seller and VAT regime, in the order they were scanned."""
    parts: dict[tuple[str, VatRegime], list[SaleLine]] = {}
    for line in lines:
        parts.setdefault((line.exhibitor, line.vat_regime), []).append(line)
    known = {
        exhibitor.code: exhibitor
        for exhibitor in db.session.scalars(
            select(Exhibitor).where(
                Exhibitor.edition_id == edition_id,
                Exhibitor.code.in_({code for code, _ in parts}),
            )
        )
    }
    return tuple(
        _seller(code, regime, known.get(code), sold) for (code, regime), sold in parts.items()
    )


def _seller(
    code: str, regime: VatRegime, exhibitor: Exhibitor | None, lines: Sequence[SaleLine]
) -> ReceiptSeller:
    company = exhibitor.company if exhibitor else None
    country = company.country if company else "FR"
    rate = shown_rate(regime, country)
    shown = tuple(_line(line, rate) for line in lines)
    total = Money(sum(line.total_cents for line in lines))
    return ReceiptSeller(
        code=code,
        name=company.name if company else code,
        address=_address(company.address, company.postcode, company.town) if company else "",
        number_kind=company.number_kind if company else "",
        number=company.number if company else "",
        vat_number=company.vat_number if company else "",
        country=country,
        vat_regime=regime,
        vat_rate=rate,
        lines=shown,
        total=total,
        vat=total - sum((line.net for line in shown if line.net is not None), Money(0))
        if rate
        else None,
    )


def _address(street: str, postcode: str, town: str) -> str:
    return ", ".join(part for part in (street, f"{postcode} {town}".strip()) if part)


def _line(line: SaleLine, rate: Rate | None) -> ReceiptLine:
    return ReceiptLine(
        lot=line.lot,
        designation=line.designation,
        quantity=line.quantity,
        unit_price=line.unit_price,
        catalogue_price=line.catalogue_price,
        total=line.total,
        net=line.total - rate.within(line.total) if rate else None,
        weight=line.weight,
        is_collected_later=line.to_collect and line.quantity_milli > 0,
    )


def _payment(paid: Payment) -> ReceiptPayment:
    tendered = None if paid.tendered_cents is None else Money(paid.tendered_cents)
    change = tendered - paid.amount if tendered and paid.amount_cents > 0 else None
    return ReceiptPayment(paid.mode, paid.amount, tendered, change)
