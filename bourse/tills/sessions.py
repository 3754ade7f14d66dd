"""Sessions as they ended: what was sold, what was counted, and where the two differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from bourse.db import db, total
from bourse.editions.models import Edition, Site
from bourse.errors import BourseError
from bourse.journal.models import EntryKind, JournalEntry
from bourse.people.models import Organisation
from bourse.tills.models import PaymentMode, Till
from bourse.tills.projections import (
    DESK,
    CashMovement,
    Payment,
    ReceiptCopy,
    Sale,
    SessionCount,
    TillSession,
)
from bourse.values import Money, Page

PAGE = 30


@dataclass(frozen=True, slots=True)
class ModeCount:
    """One payment mode: what the session's facts add up to (the float too), what was counted."""

    mode: PaymentMode
    expected: Money
    counted: Money

    @property
    def difference(self) -> Money:
        """Counted less expected: below zero where something is missing."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list; `closed_at` is None while it is open, `counts` are empty then.

    `since` is what its device's receipts add up to that came after the organiser had closed it.
    """

    uuid: str
    series: str
    opened_by: str
    opened_at: datetime
    float_: Money
    closed_by: str | None
    closed_at: datetime | None
    reason: str | None
    counts: tuple[ModeCount, ...]
    since: Money

    @property
    def is_closed_by_organiser(self) -> bool:
        """Whether the organiser closed it in its device's place."""
        return self.closed_by == DESK

    @property
    def difference(self) -> Money:
        """Over all modes, each taken as it is: too much in one does not make up for another."""
        return sum((abs(count.difference) for count in self.counts), Money(0))


@dataclass(frozen=True, slots=True)
class Movement:
    """Cash put in, or taken out when below zero."""

    at: datetime
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class Coin:
    """How many coins or notes of one value were counted."""

    value: Money
    count: int


@dataclass(frozen=True, slots=True)
class ClosingSlip:
    """All that a session's slip says."""

    edition: str
    is_fictional: bool
    currency: str
    timezone: str
    organiser: str
    organiser_siret: str | None
    site: str
    till: str
    row: SessionRow
    sold: Mapping[PaymentMode, Money]
    total: Money
    sales: int
    reversals: int
    copies: int
    movements: tuple[Movement, ...]
    coins: tuple[Coin, ...]


def sessions_of(edition_id: int, *, after: str | None = None, size: int = PAGE) -> Page[SessionRow]:
    """The sessions of an edition, latest first; `after` is the moment and uuid of the last seen."""
    wanted = (
        select(TillSession)
        .where(TillSession.edition_id == edition_id)
        .order_by(TillSession.opened_at.desc(), TillSession.uuid.desc())
        .limit(size + 1)
    )
    if after and (last := db.session.get(TillSession, after)):
        wanted = wanted.where(
            (TillSession.opened_at < last.opened_at)
            | ((TillSession.opened_at == last.opened_at) & (TillSession.uuid < last.uuid))
        )
    found = db.session.scalars(wanted).all()
    page = Page.of(found, size, lambda session: session.uuid)
    return Page(tuple(_session_rows(page.rows)), page.after)


def closing_slip(edition_id: int, uuid: str) -> ClosingSlip:
    """The slip of a session of the edition, closed or not; raises `session_unknown`."""
    row = session_row(edition_id, uuid)
    edition = db.session.get_one(Edition, edition_id)
    house = db.session.get(Organisation, 1)
    sales, reversals = _receipts(uuid)
    sold = taken_by_mode(uuid)
    return ClosingSlip(
        edition=edition.name,
        is_fictional=edition.is_fictional,
        currency=edition.currency,
        timezone=edition.timezone,
        organiser=house.name if house else edition.name,
        organiser_siret=house.siret if house else None,
        site=_site(edition_id, row.series),
        till=row.series,
        row=row,
        sold=sold,
        total=sum(sold.values(), Money(0)),
        sales=sales,
        reversals=reversals,
        copies=db.session.scalar(select(func.count()).where(ReceiptCopy.session_uuid == uuid)) or 0,
        movements=_movements(uuid),
        coins=_coins(uuid),
    )


def taken_by_mode(uuid: str) -> dict[PaymentMode, Money]:
    """What a session's sales took, less its reversals; modes that took nothing are left out."""
    rows = db.session.execute(
        select(Payment.mode, total(Payment.amount_cents).label("cents"))
        .join(Sale, Sale.seq == Payment.sale_seq)
        .where(Sale.session_uuid == uuid)
        .group_by(Payment.mode)
    )
    taken = {row.mode: Money(row.cents) for row in rows}
    return {mode: taken[mode] for mode in PaymentMode if mode in taken}


def session_row(edition_id: int, uuid: str) -> SessionRow:
    """A session of the edition, closed or not; raises `session_unknown`."""
    session = db.session.get(TillSession, uuid)
    if session is None or session.edition_id != edition_id:
        raise BourseError("session_unknown")
    return next(_session_rows([session]))


def _session_rows(sessions: Sequence[TillSession]) -> Iterator[SessionRow]:
    counts = _counts([session.uuid for session in sessions])
    since = _since([session.uuid for session in sessions if session.closed_by == DESK])
    for session in sessions:
        yield _row(session, counts.get(session.uuid, ()), Money(since.get(session.uuid, 0)))


def _row(session: TillSession, counts: Sequence[ModeCount], since: Money) -> SessionRow:
    return SessionRow(
        uuid=session.uuid,
        series=session.series,
        opened_by=session.cashier,
        opened_at=session.opened_at,
        float_=Money(session.float_cents),
        closed_by=session.closed_by,
        closed_at=session.closed_at,
        reason=session.reason,
        counts=tuple(counts),
        since=since,
    )


def _counts(uuids: Sequence[str]) -> dict[str, list[ModeCount]]:
    """What each session's last closing counted."""
    found: dict[str, list[ModeCount]] = {}
    for one in db.session.scalars(
        select(SessionCount)
        .where(SessionCount.seq.in_(_last_closings(uuids)))
        .order_by(SessionCount.seq, SessionCount.position)
    ):
        found.setdefault(one.session_uuid, []).append(
            ModeCount(one.mode, Money(one.expected_cents), Money(one.counted_cents))
        )
    return found


def _last_closings(uuids: Sequence[str]) -> Select[int]:
    return (
        select(func.max(SessionCount.seq))
        .where(SessionCount.session_uuid.in_(uuids))
        .group_by(SessionCount.session_uuid)
    )


def _since(uuids: Sequence[str]) -> dict[str, int]:
    """By session, the cents of the receipts that were recorded after its last closing."""
    if not uuids:
        return {}
    closing = (
        select(func.max(SessionCount.seq))
        .where(SessionCount.session_uuid == Sale.session_uuid)
        .correlate(Sale)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Sale.session_uuid, total(Sale.total_cents).label("cents"))
        .where(Sale.session_uuid.in_(uuids), Sale.seq > closing)
        .group_by(Sale.session_uuid)
    )
    return {row.session_uuid: row.cents for row in rows}


def _site(edition_id: int, series: str) -> str:
    number = int("".join(character for character in series if character.isdigit()))
    site = db.session.scalars(
        select(Site)
        .join(Till, Till.site_id == Site.id)
        .where(Till.edition_id == edition_id, Till.number == number)
    ).one()
    return ", ".join(part for part in (site.name, site.town) if part)


def _receipts(uuid: str) -> tuple[int, int]:
    """How many sales, and how many reversals."""
    row = db.session.execute(
        select(func.count().label("receipts"), func.count(Sale.reverses).label("reversals")).where(
            Sale.session_uuid == uuid
        )
    ).one()
    return row.receipts - row.reversals, row.reversals


def _movements(uuid: str) -> tuple[Movement, ...]:
    return tuple(
        Movement(one.happened_at, Money(one.amount_cents), one.reason)
        for one in db.session.scalars(
            select(CashMovement).where(CashMovement.session_uuid == uuid).order_by(CashMovement.seq)
        )
    )


def _coins(uuid: str) -> tuple[Coin, ...]:
    """What the cashier counted, as the journal has it: the largest first."""
    payload = db.session.scalar(
        select(JournalEntry.payload)
        .join(SessionCount, SessionCount.seq == JournalEntry.seq)
        .where(SessionCount.session_uuid == uuid, JournalEntry.kind == EntryKind.SESSION_CLOSED)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )
    coins = json.loads(payload).get("coins", []) if payload else []
    return tuple(
        Coin(Money(coin["value_cents"]), coin["count"])
        for coin in sorted(coins, key=lambda coin: -coin["value_cents"])
    )
