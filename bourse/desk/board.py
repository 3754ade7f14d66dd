"""The board of tills: each device as the server last heard of it, and what is not as it should be.

Four queries, whatever was sold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from bourse.db import db, total
from bourse.editions.models import Edition
from bourse.journal.models import JournalEntry
from bourse.tills.models import DeviceReport, Enrolment, Till
from bourse.tills.projections import Sale, TillSession
from bourse.tills.queries import cashier_names
from bourse.values import Money

SILENCE = timedelta(minutes=30)
"""A till with an open session is heard every minute: this long is a matter for a person."""
CLOCK_MS = 60_000
"""How far a clock may be off before receipts carry another minute than the buyer's watch."""


class Alarm(StrEnum):
    """What a person must look at, the gravest first."""

    WITNESS_MISSING = "witness_missing"
    BOOKS_DIFFER = "books_differ"
    SILENT = "silent"
    CLOCK_OFF = "clock_off"


@dataclass(frozen=True, slots=True)
class Count:
    """Receipts of a device's whole series, reversals too, and what they add up to."""

    receipts: int
    total: Money


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A session that is open: who opened it, or who sold last in it."""

    uuid: str
    opened_at: datetime
    cashier: str
    name: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A device of a till. `own` and `held` are set once both were compared."""

    id: int
    series: str
    till: str
    site: str
    is_revoked: bool
    last_seen_at: datetime | None
    session: OnDuty | None
    today: Count
    own: Count | None
    held: Count | None
    skew: timedelta | None
    missing_seq: int | None
    alarms: tuple[Alarm, ...]


def board(edition: Edition, at: datetime) -> tuple[BoardRow, ...]:
    """The devices that can sell, by till, and revoked ones whose session is still open."""
    midnight = at.astimezone(ZoneInfo(edition.timezone)).replace(hour=0, minute=0, second=0)
    sessions = _open_sessions(edition.id)
    today = _sold_since(edition.id, midnight.replace(microsecond=0))
    names = cashier_names(edition.id)
    missing = {one.enrolment_id for one in missing_witnesses(edition.id)}
    rows = []
    for device, report in db.session.execute(
        select(Enrolment, DeviceReport)
        .join(Till)
        .outerjoin(DeviceReport, DeviceReport.enrolment_id == Enrolment.id)
        .where(Till.edition_id == edition.id, Enrolment.token_hash.is_not(None))
        .order_by(Till.number, Enrolment.id)
        .options(joinedload(Enrolment.till))
    ):
        session = sessions.get(device.series)
        if device.revoked_at is None or session:
            sold = today.get(device.series, _Sold(0, 0, None))
            on_duty = _on_duty(session, sold.cashier, names) if session else None
            rows.append(_row(device, report, on_duty, sold, at, device.id in missing))
    return tuple(rows)


def count_alarms(rows: Sequence[BoardRow]) -> int:
    """How many things a person must look at."""
    return sum(len(row.alarms) for row in rows)


def missing_witnesses(edition_id: int | None = None) -> list[DeviceReport]:
    """The devices that have seen an entry which the chain lacks, until a person settles it.

    Asked of the chain again each time: a database put back in its place heals by itself.
    """
    wanted = (
        select(DeviceReport)
        .join(Enrolment)
        .join(Till)
        .outerjoin(
            JournalEntry,
            (JournalEntry.seq == DeviceReport.missing_seq)
            & (JournalEntry.hash == DeviceReport.missing_hash),
        )
        .where(DeviceReport.missing_since.is_not(None), JournalEntry.seq.is_(None))
        .order_by(DeviceReport.enrolment_id)
    )
    if edition_id is not None:
        wanted = wanted.where(Till.edition_id == edition_id)
    return list(db.session.scalars(wanted))


@dataclass(frozen=True, slots=True)
class _Sold:
    """What a series sold today, and the code of who did last."""

    receipts: int
    cents: int
    cashier: str | None


def _open_sessions(edition_id: int) -> dict[str, TillSession]:
    """By series, the session that is open; the latest if several are."""
    return {
        session.series: session
        for session in db.session.scalars(
            select(TillSession)
            .where(TillSession.edition_id == edition_id, TillSession.closed_at.is_(None))
            .order_by(TillSession.opened_at)
        )
    }


def _sold_since(edition_id: int, since: datetime) -> dict[str, _Sold]:
    sums = (
        select(
            Sale.series,
            func.count().label("receipts"),
            total(Sale.total_cents).label("cents"),
            func.max(Sale.seq).label("last"),
        )
        .where(Sale.edition_id == edition_id, Sale.happened_at >= since)
        .group_by(Sale.series)
        .subquery()
    )
    rows = db.session.execute(select(sums, Sale.cashier).join(Sale, Sale.seq == sums.c.last))
    return {row.series: _Sold(row.receipts, row.cents, row.cashier) for row in rows}


def _on_duty(session: TillSession, last: str | None, names: Mapping[str, str]) -> OnDuty:
    code = last or session.cashier
    return OnDuty(session.uuid, session.opened_at, code, names.get(code, code))


def _row(
    device: Enrolment,
    report: DeviceReport | None,
    session: OnDuty | None,
    sold: _Sold,
    at: datetime,
    is_missing: bool,
) -> BoardRow:
    own, held = _counts(report)
    skew = None
    if report and report.skew_ms is not None:
        skew = timedelta(milliseconds=report.skew_ms)
    is_silent = device.last_seen_at is None or at - device.last_seen_at >= SILENCE
    alarms = {
        Alarm.WITNESS_MISSING: is_missing,
        Alarm.BOOKS_DIFFER: report is not None and report.differs_since is not None,
        Alarm.SILENT: session is not None and is_silent,
        Alarm.CLOCK_OFF: skew is not None and abs(skew) > timedelta(milliseconds=CLOCK_MS),
    }
    return BoardRow(
        id=device.id,
        series=device.series,
        till=device.till.name,
        site=device.till.site.name,
        is_revoked=device.revoked_at is not None,
        last_seen_at=device.last_seen_at,
        session=session,
        today=Count(sold.receipts, Money(sold.cents)),
        own=own,
        held=held,
        skew=skew,
        missing_seq=report.missing_seq if report and is_missing else None,
        alarms=tuple(alarm for alarm, rings in alarms.items() if rings),
    )


def _counts(report: DeviceReport | None) -> tuple[Count | None, Count | None]:
    """What the device counted and what the server did, when they were compared."""
    if report is None or report.compared_at is None:
        return None, None
    return (
        Count(report.receipts or 0, Money(report.total_cents or 0)),
        Count(report.held_receipts or 0, Money(report.held_total_cents or 0)),
    )
