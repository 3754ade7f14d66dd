"""What a device must know to sell: who sells, for whom, and where its series stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bourse.db import db, total
from bourse.editions.models import Category, EditionCategory
from bourse.exhibitors.models import Exhibitor
from bourse.journal.chain import GENESIS, sha256
from bourse.journal.models import JournalEntry
from bourse.lots.lifecycle import MAY_OFFER
from bourse.people.models import Company, VatRegime
from bourse.tills.models import Cashier, Enrolment, PaymentMode
from bourse.tills.pins import is_for_devices
from bourse.tills.projections import CashMovement, Sale, TillSession
from bourse.tills.sessions import taken_by_mode
from bourse.tills.vat import shown_rate
from bourse.values import Money, Rate, Unit


@dataclass(frozen=True, slots=True)
class SellerCard:
    """An exhibitor as a receipt on screen names it."""

    code: str
    name: str
    number_kind: str
    number: str
    vat_number: str
    country: str
    vat_regime: VatRegime
    vat_rate: Rate | None
    may_sell: bool


@dataclass(frozen=True, slots=True)
class CategoryCard:
    """A category switched on in the edition, in both languages, with its usual unit."""

    code: str
    label_fr: str
    label_en: str
    unit: Unit

    def name(self, language: str) -> str:
        """What it is called in that language."""
        return self.label_fr if language == "fr" else self.label_en


@dataclass(frozen=True, slots=True)
class CashierCard:
    """Someone who may sell; `pin` is the PIN's hash, None where only the server can check it."""

    code: str
    name: str
    is_supervisor: bool
    pin: str | None


@dataclass(frozen=True, slots=True)
class SeriesState:
    """Where the server has the device's series: last numbers given, hash of its last fact."""

    till_seq: int
    receipt: int
    prev: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that was opened and not closed.

    `expected` is the cash its drawer should hold, `others` what the other modes took.
    """

    uuid: str
    cashier: str
    opened_at: datetime
    float_: Money
    expected: Money
    others: Mapping[PaymentMode, Money]


def series_state(enrolment: Enrolment) -> SeriesState:
    """The last numbers of this enrolment that arrived; zeros before its first fact."""
    edition_id = enrolment.till.edition_id
    last = db.session.execute(
        select(JournalEntry.till_seq, JournalEntry.payload)
        .where(JournalEntry.edition_id == edition_id, JournalEntry.till == enrolment.series)
        .order_by(JournalEntry.till_seq.desc())
        .limit(1)
    ).first()
    if last is None:
        return SeriesState(0, 0, GENESIS)
    receipt = db.session.scalar(
        select(func.max(Sale.receipt)).where(
            Sale.edition_id == edition_id, Sale.series == enrolment.series
        )
    )
    return SeriesState(last.till_seq or 0, receipt or 0, sha256(last.payload))


def open_session(enrolment: Enrolment) -> OpenSession | None:
    """The device's session that is still open, the latest if several are."""
    session = db.session.scalar(
        select(TillSession)
        .where(
            TillSession.edition_id == enrolment.till.edition_id,
            TillSession.series == enrolment.series,
            TillSession.closed_at.is_(None),
        )
        .order_by(TillSession.opened_at.desc())
        .limit(1)
    )
    return account_of(session) if session else None


def account_of(session: TillSession) -> OpenSession:
    """What a session's drawer and its other modes should hold by the facts that arrived."""
    taken = taken_by_mode(session.uuid)
    cash = taken.pop(PaymentMode.CASH, Money(0)) + _moved(session.uuid)
    return OpenSession(
        uuid=session.uuid,
        cashier=session.cashier,
        opened_at=session.opened_at,
        float_=Money(session.float_cents),
        expected=Money(session.float_cents) + cash,
        others=taken,
    )


def _moved(session_uuid: str) -> Money:
    """The cash put into the drawer outside sales."""
    wanted = CashMovement.session_uuid == session_uuid
    return Money(db.session.scalar(select(total(CashMovement.amount_cents)).where(wanted)) or 0)


def cashier_cards(edition_id: int) -> tuple[CashierCard, ...]:
    """Who may sell in the edition today."""
    rows = db.session.scalars(
        select(Cashier)
        .where(Cashier.edition_id == edition_id, Cashier.retired_at.is_(None))
        .order_by(Cashier.id)
    )
    return tuple(
        CashierCard(
            code=cashier.code,
            name=cashier.name,
            is_supervisor=cashier.is_supervisor,
            pin=cashier.pin_hash if is_for_devices(cashier.pin_hash) else None,
        )
        for cashier in rows
    )


def seller_cards(edition_id: int) -> tuple[SellerCard, ...]:
    """Every exhibitor of the edition by code; an edition has some tens."""
    rows = db.session.execute(
        select(Exhibitor.code, Exhibitor.status, Company)
        .join(Company, Company.id == Exhibitor.company_id)
        .where(Exhibitor.edition_id == edition_id)
        .order_by(Exhibitor.code)
    )
    return tuple(
        SellerCard(
            code=code,
            name=company.name,
            number_kind=company.number_kind,
            number=company.number,
            vat_number=company.vat_number,
            country=company.country,
            vat_regime=company.vat_regime,
            vat_rate=shown_rate(company.vat_regime, company.country),
            may_sell=status in MAY_OFFER,
        )
        for code, status, company in rows
    )


def category_cards(edition_id: int) -> tuple[CategoryCard, ...]:
    """The categories switched on in the edition, by code."""
    rows = db.session.scalars(
        select(Category)
        .join(EditionCategory, EditionCategory.category_code == Category.code)
        .where(EditionCategory.edition_id == edition_id)
        .order_by(Category.code)
    )
    return tuple(CategoryCard(one.code, one.label_fr, one.label_en, one.usual_unit) for one in rows)
