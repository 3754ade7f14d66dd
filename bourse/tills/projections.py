"""Tables that journal entries make: sessions and their counts, sales, payments, copies, cash.

Nothing writes them but `recording.py`; `flask journal verify` rebuilds them and compares. A
reversal is a sale whose quantities, amounts and weights are negative.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.db import Base, Whole, coded
from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Origin
from bourse.people.models import VatRegime
from bourse.tills.models import PaymentMode
from bourse.values import Money, Quantity, Unit, Weight

DESK = "DESK"
"""Who closes a session in its device's place: the organiser, who has no cashier's code."""


class TillSession(Base):
    """From the counting of the float to the counting of the drawer.

    `reason` is the code a cashier gave for a difference when they closed it, or the organiser
    (`closed_by` is DESK) for closing it. Of two closings the one recorded last stands.
    """

    __tablename__ = "till_session"

    uuid: Mapped[str] = mapped_column(String(36), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    series: Mapped[str] = mapped_column(String(12))
    cashier: Mapped[str] = mapped_column(String(8))
    opened_at: Mapped[datetime]
    float_cents: Mapped[Whole]
    closed_at: Mapped[datetime | None]
    counted_cents: Mapped[Whole | None]
    closed_by: Mapped[str | None] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(24))


class SessionCount(Base):
    """One payment mode of a closed session: what its facts add up to, and what was counted."""

    __tablename__ = "session_count"

    seq: Mapped[int] = mapped_column(ForeignKey("journal_entry.seq"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    session_uuid: Mapped[str] = mapped_column(String(36), index=True)
    mode: Mapped[PaymentMode] = mapped_column(coded(PaymentMode))
    expected_cents: Mapped[Whole]
    counted_cents: Mapped[Whole]


class ReceiptCopy(Base):
    """A receipt given once more: `of` is its fact, `copy_number` what DUPLICATA n says."""

    __tablename__ = "receipt_copy"

    seq: Mapped[int] = mapped_column(ForeignKey("journal_entry.seq"), primary_key=True)
    session_uuid: Mapped[str] = mapped_column(String(36), index=True)
    of: Mapped[str] = mapped_column(String(36), index=True)
    copy_number: Mapped[int]


class CashMovement(Base):
    """Cash put into or taken from a drawer outside sales; out is negative."""

    __tablename__ = "cash_movement"

    seq: Mapped[int] = mapped_column(ForeignKey("journal_entry.seq"), primary_key=True)
    session_uuid: Mapped[str] = mapped_column(String(36), index=True)
    happened_at: Mapped[datetime]
    amount_cents: Mapped[Whole]
    reason: Mapped[str] = mapped_column(String(24))


class Sale(Base):
    """A basket cashed, or its reversal (negative, `reverses` says which fact)."""

    __tablename__ = "sale"
    __table_args__ = (
        Index("ix_sale_edition_happened", "edition_id", "happened_at"),
        Index(
            "ix_sale_edition_sheet",
            "edition_id",
            "sheet",
            sqlite_where=text("sheet IS NOT NULL"),
            postgresql_where=text("sheet IS NOT NULL"),
        ),
        Index("ix_sale_edition_series", "edition_id", "series", "receipt"),
    )

    seq: Mapped[int] = mapped_column(ForeignKey("journal_entry.seq"), primary_key=True)
    fact_id: Mapped[str] = mapped_column(String(36), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    session_uuid: Mapped[str] = mapped_column(String(36), index=True)
    series: Mapped[str] = mapped_column(String(12))
    receipt: Mapped[int]
    cashier: Mapped[str] = mapped_column(String(8))
    happened_at: Mapped[datetime]
    total_cents: Mapped[Whole]
    reverses: Mapped[str | None] = mapped_column(String(36), index=True)
    approved_by: Mapped[str | None] = mapped_column(String(8))
    stand_basket: Mapped[str | None] = mapped_column(String(8), index=True)
    sheet: Mapped[int | None]

    lines: Mapped[list[SaleLine]] = relationship(order_by="SaleLine.position")
    payments: Mapped[list[Payment]] = relationship(order_by="Payment.position")

    @property
    def number(self) -> str:
        """The receipt's number as printed: C2b-0041."""
        return f"{self.series}-{self.receipt:04d}"

    @property
    def total(self) -> Money:
        """What was paid, VAT included."""
        return Money(self.total_cents)


class SaleLine(Base):
    """One lot, or part of one, in a sale: all that the receipt said, frozen."""

    __tablename__ = "sale_line"
    __table_args__ = (
        Index("ix_sale_line_lot", "lot_id"),
        Index("ix_sale_line_edition_exhibitor", "edition_id", "exhibitor"),
        Index(
            "ix_sale_line_to_collect",
            "edition_id",
            "sale_seq",
            sqlite_where=text("to_collect"),
            postgresql_where=text("to_collect"),
        ),
    )

    sale_seq: Mapped[int] = mapped_column(ForeignKey("sale.seq"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lot.id"))
    lot: Mapped[str | None] = mapped_column(String(8))
    exhibitor: Mapped[str] = mapped_column(String(8))
    category: Mapped[str] = mapped_column(String(8))
    designation: Mapped[str] = mapped_column(String(200))
    quantity_milli: Mapped[Whole]
    unit: Mapped[Unit] = mapped_column(coded(Unit))
    unit_price_cents: Mapped[Whole]
    total_cents: Mapped[Whole]
    vat_regime: Mapped[VatRegime] = mapped_column(coded(VatRegime))
    origin: Mapped[Origin] = mapped_column(coded(Origin))
    reference_price_cents: Mapped[Whole | None]
    weight_g: Mapped[Whole | None]
    weight_method: Mapped[WeightMethod] = mapped_column(coded(WeightMethod))
    catalogue_price_cents: Mapped[Whole | None]
    price_reason: Mapped[str | None] = mapped_column(String(12))
    to_collect: Mapped[bool]

    @property
    def quantity(self) -> Quantity:
        """What was sold; negative in a reversal."""
        return Quantity(self.quantity_milli, self.unit)

    @property
    def unit_price(self) -> Money:
        """Price of one unit, VAT included."""
        return Money(self.unit_price_cents)

    @property
    def catalogue_price(self) -> Money | None:
        """What one unit cost in the catalogue, where it was sold at another price."""
        cents = self.catalogue_price_cents
        return None if cents is None else Money(cents)

    @property
    def total(self) -> Money:
        """Price of the line, VAT included."""
        return Money(self.total_cents)

    @property
    def weight(self) -> Weight | None:
        """Weight of the line; None when nobody knows it."""
        return None if self.weight_g is None else Weight(self.weight_g)


class Payment(Base):
    """Part of a sale paid in one mode; `tendered` is the cash handed over, before change.

    `reference` is a cheque's or a transfer's number; `exhibitor` who was paid, where each is.
    """

    __tablename__ = "payment"

    sale_seq: Mapped[int] = mapped_column(ForeignKey("sale.seq"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    mode: Mapped[PaymentMode] = mapped_column(coded(PaymentMode))
    amount_cents: Mapped[Whole]
    tendered_cents: Mapped[Whole | None]
    reference: Mapped[str | None] = mapped_column(String(35))
    exhibitor: Mapped[str | None] = mapped_column(String(8))

    @property
    def amount(self) -> Money:
        """What this payment settles of the sale."""
        return Money(self.amount_cents)
