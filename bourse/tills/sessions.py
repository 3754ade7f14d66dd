"""Sessions as they ended: what was sold, what was counted, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from bourse.db import db, total
from bourse.errors import BourseError
from bourse.tills.models import PaymentMode
from bourse.tills.projections import (
    DESK,
    Payment,
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
