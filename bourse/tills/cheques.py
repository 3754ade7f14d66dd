"""The cheques that tills took: what goes to the bank, to whom, and what went back to its buyer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from bourse.db import db, total
from bourse.exhibitors.models import Exhibitor
from bourse.people.models import Company
from bourse.tills.models import PaymentMode
from bourse.tills.projections import Payment, Sale
from bourse.values import Money, Page
from bourse.values.page import number_after

PAGE = 50


@dataclass(frozen=True, slots=True)
class Cheque:
    """A cheque as it was taken; `payee` is empty where the organiser cashes for everybody.

    `given_back` is what of it reversals paid back by cheque: a cheque given back whole has
    nothing left to deposit.
    """

    receipt: str
    series: str
    cashier: str
    taken_at: datetime
    payee: str
    reference: str | None
    amount: Money
    given_back: Money

    @property
    def left(self) -> Money:
        """What is to be deposited."""
        return self.amount - self.given_back


@dataclass(frozen=True, slots=True)
class ChequeSession:
    """A session that took cheques."""

    uuid: str
    series: str
    cashier: str
    first_at: datetime


def cheques(
    edition_id: int, *, session: str | None = None, after: str | None = None, size: int = PAGE
) -> Page[Cheque]:
    """The cheques of an edition, or of one session, by `size` receipts, the oldest first."""
    sales = db.session.scalars(
        select(Sale)
        .where(Sale.seq > number_after(after), Sale.seq.in_(_receipts(edition_id, session)))
        .order_by(Sale.seq)
        .limit(size + 1)
    ).all()
    page = Page.of(sales, size, lambda sale: sale.seq)
    payees = _payees(edition_id)
    back = _given_back([sale.fact_id for sale in page.rows])
    paid = _payments([sale.seq for sale in page.rows])
    rows = [row for sale in page.rows for row in _cheques(sale, paid[sale.seq], back, payees)]
    return Page(tuple(rows), page.after)


def every_cheque(edition_id: int, *, session: str | None = None) -> list[Cheque]:
    """All of them, for a document."""
    found: list[Cheque] = []
    after: str | None = ""
    while after is not None:
        page = cheques(edition_id, session=session, after=after, size=500)
        found += page.rows
        after = page.after
    return found


def to_deposit(edition_id: int, *, session: str | None = None) -> Money:
    """What all these cheques come to, less what was given back of them."""
    reversed_sale = aliased(Sale)
    statement = (
        select(total(Payment.amount_cents))
        .join(Sale, Sale.seq == Payment.sale_seq)
        .outerjoin(reversed_sale, reversed_sale.fact_id == Sale.reverses)
        .where(Sale.edition_id == edition_id, Payment.mode == PaymentMode.CHEQUE)
    )
    if session:
        taken_in = func.coalesce(reversed_sale.session_uuid, Sale.session_uuid)
        statement = statement.where(taken_in == session)
    return Money(db.session.scalar(statement) or 0)


def sessions_with_cheques(edition_id: int) -> list[ChequeSession]:
    """The sessions to choose from, in the order they took their first; a handful a day."""
    rows = db.session.execute(
        select(
            Sale.session_uuid,
            func.max(Sale.series),
            func.max(Sale.cashier),
            func.min(Sale.happened_at).label("first_at"),
        )
        .where(Sale.seq.in_(_receipts(edition_id, None)))
        .group_by(Sale.session_uuid)
        .order_by("first_at")
    )
    return [ChequeSession(*row) for row in rows]


def _receipts(edition_id: int, session: str | None) -> Select[int]:
    """The entries of the sales that were paid by cheque, in part or whole."""
    taken = (
        select(Payment.sale_seq)
        .join(Sale, Sale.seq == Payment.sale_seq)
        .where(
            Sale.edition_id == edition_id,
            Payment.mode == PaymentMode.CHEQUE,
            Payment.amount_cents > 0,
        )
    )
    return taken.where(Sale.session_uuid == session) if session else taken


def _payments(seqs: Sequence[int]) -> dict[int, list[Payment]]:
    found: dict[int, list[Payment]] = defaultdict(list)
    for paid in db.session.scalars(
        select(Payment)
        .where(Payment.sale_seq.in_(seqs), Payment.mode == PaymentMode.CHEQUE)
        .order_by(Payment.sale_seq, Payment.position)
    ):
        found[paid.sale_seq].append(paid)
    return found


def _given_back(facts: Sequence[str]) -> dict[tuple[str | None, str | None], int]:
    """By sale and by who was paid, the cents that reversals gave back by cheque."""
    rows = db.session.execute(
        select(Sale.reverses, Payment.exhibitor, total(Payment.amount_cents))
        .join(Payment, Payment.sale_seq == Sale.seq)
        .where(Sale.reverses.in_(facts), Payment.mode == PaymentMode.CHEQUE)
        .group_by(Sale.reverses, Payment.exhibitor)
    )
    return {(fact_id, exhibitor): -cents for fact_id, exhibitor, cents in rows}


def _payees(edition_id: int) -> dict[str, str]:
    rows = db.session.execute(
        select(Exhibitor.code, Company.name)
        .join(Company, Company.id == Exhibitor.company_id)
        .where(Exhibitor.edition_id == edition_id)
    )
    return {row.code: row.name for row in rows}


def _cheques(
    sale: Sale,
    payments: Sequence[Payment],
    back: dict[tuple[str | None, str | None], int],
    payees: dict[str, str],
) -> list[Cheque]:
    """A receipt's cheques. What was given back is the one of that amount, else the first ones."""
    shares = {paid.position: 0 for paid in payments}
    for payee in {paid.exhibitor for paid in payments}:
        owed = back.get((sale.fact_id, payee), 0)
        own = [paid for paid in payments if paid.exhibitor == payee]
        for paid in sorted(own, key=lambda paid: paid.amount_cents != owed):
            shares[paid.position] = min(owed, paid.amount_cents)
            owed -= shares[paid.position]
    return [
        Cheque(
            receipt=sale.number,
            series=sale.series,
            cashier=sale.cashier,
            taken_at=sale.happened_at,
            payee=payees.get(paid.exhibitor, paid.exhibitor) if paid.exhibitor else "",
            reference=paid.reference,
            amount=paid.amount,
            given_back=Money(shares[paid.position]),
        )
        for paid in payments
    ]
