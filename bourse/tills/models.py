"""Tables of tills: the tills of a site, the devices enrolled on them, and who sells."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, Whole
from bourse.editions.models import Edition, Site


class PaymentMode(StrEnum):
    """How a buyer pays."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    TRANSFER = "transfer"


class Till(Base):
    """A place where purchases are cashed; C2 is the second of its edition."""

    __tablename__ = "till"
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    payment_modes: Mapped[str] = mapped_column(
        String(60), default=" ".join(mode.value for mode in PaymentMode)
    )
    retired_at: Mapped[datetime | None]

    edition: Mapped[Edition] = relationship(lazy="joined")
    site: Mapped[Site] = relationship(lazy="joined")
    enrolments: Mapped[list[Enrolment]] = relationship(
        back_populates="till", order_by="Enrolment.id"
    )

    @property
    def code(self) -> str:
        """What receipts and the journal call it: C2."""
        return f"C{self.number}"

    @property
    def modes(self) -> tuple[PaymentMode, ...]:
        """The payment modes switched on."""
        return tuple(PaymentMode(mode) for mode in self.payment_modes.split())


class Enrolment(Base):
    """A device on a till: its own token, its own series of numbers, its own chain of facts.

    The code of enrolment and the token are kept as SHA-256 only. A paper one is no device: it is
    the series of a site's paper sheets, and no token opens it.
    """

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("till_id", "letter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    till_id: Mapped[int] = mapped_column(ForeignKey("till.id"))
    letter: Mapped[str] = mapped_column(String(4))
    is_paper: Mapped[bool] = mapped_column(default=False)
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_expires_at: Mapped[datetime | None]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    enrolled_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]

    till: Mapped[Till] = relationship(back_populates="enrolments", lazy="joined")

    @property
    def series(self) -> str:
        """What its receipts begin with: C2b."""
        return series_name(self.till.number, self.letter)


def series_name(number: int, letter: str) -> str:
    """What the receipts of a till's device begin with, from the till's number and its letter."""
    return f"C{number}{letter}"


class DeviceReport(Base):
    """What a device last said of itself, beside what the server holds of it; a row an enrolment.

    `skew_ms` is its clock less the server's. Its books count the receipts of its series and their
    cents up to `till_seq`; `held_…` is the server's own count of the same. `missing_…` is an entry
    of the journal that this device has seen and the chain lacks, until a person settles it.
    """

    __tablename__ = "device_report"

    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey("enrolment.id"), primary_key=True, autoincrement=False
    )
    reported_at: Mapped[datetime]
    skew_ms: Mapped[Whole | None]
    till_seq: Mapped[int | None]
    receipts: Mapped[int | None]
    total_cents: Mapped[Whole | None]
    held_receipts: Mapped[int | None]
    held_total_cents: Mapped[Whole | None]
    compared_at: Mapped[datetime | None]
    differs_since: Mapped[datetime | None]
    missing_since: Mapped[datetime | None]
    missing_seq: Mapped[int | None]
    missing_hash: Mapped[str | None] = mapped_column(String(64))


class Cashier(Base):
    """Who is selling: a name for the receipt's code and a PIN, never an account.

    A supervisor may approve what another cashier may not decide alone.
    """

    __tablename__ = "cashier"
    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(80))
    pin_hash: Mapped[str] = mapped_column(String(300))
    is_supervisor: Mapped[bool] = mapped_column(default=False)
    retired_at: Mapped[datetime | None]
