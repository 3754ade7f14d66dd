"""Closing a session in its device's place: the tablet is lost or dead, and the drawer is counted.

The closing is a fact of the desk's own series, so the tablet's chain stays as it is: whatever it
sends when it comes back is recorded as ever, its own closing too, and a person is told once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bourse.clock import now
from bourse.db import db
from bourse.desk.board import SILENCE
from bourse.desk.paper import next_fact, paper_series
from bourse.errors import BourseError
from bourse.journal import service as journal
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.tills.device import OpenSession, account_of
from bourse.tills.models import Enrolment, PaymentMode
from bourse.tills.projections import DESK, TillSession
from bourse.tills.queries import devices_by_series
from bourse.tills.recording import Outcome, Result, record
from bourse.tills.sessions import SessionRow
from bourse.values import Money


class ClosingReason(StrEnum):
    """Why the organiser closes a session."""

    LOST = "device_lost"
    BROKEN = "device_broken"
    LEFT_OPEN = "left_open"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ToClose:
    """A session that its device cannot close, and what each mode should hold as far as we know."""

    series: str
    till: str
    last_seen_at: datetime | None
    account: OpenSession
    expected: Mapping[PaymentMode, Money]


def closable(edition_id: int, rows: Sequence[SessionRow]) -> Collection[str]:
    """Which of these sessions are open on a device that was revoked, or is silent."""
    devices = devices_by_series(edition_id)
    left = {series for series, device in devices.items() if _is_away(device)}
    return {row.uuid for row in rows if row.closed_at is None and row.series in left}


def to_close(edition_id: int, uuid: str) -> ToClose:
    """The session as its form shows it.

    Raises `session_unknown`, `session_closed`, and `session_sells` when the device was just heard.
    """
    return _to_close(*_session(edition_id, uuid))


def _to_close(session: TillSession, device: Enrolment) -> ToClose:
    account = account_of(session)
    modes = {*device.till.modes, *account.others, PaymentMode.CASH}
    taken = {**account.others, PaymentMode.CASH: account.expected}
    return ToClose(
        series=session.series,
        till=device.till.name,
        last_seen_at=device.last_seen_at,
        account=account,
        expected={mode: taken.get(mode, Money(0)) for mode in PaymentMode if mode in modes},
    )


def close_instead(
    edition_id: int,
    uuid: str,
    counted: Mapping[PaymentMode, Money],
    reason: ClosingReason,
    *,
    by: Actor,
) -> Outcome:
    """Record what was counted of each mode as the session's closing.

    Raises what `to_close` does, and `count_negative` for a drawer below zero.
    """
    journal.lock()
    session, device = _session(edition_id, uuid)
    shown = _to_close(session, device)
    if counted[PaymentMode.CASH].cents < 0:
        raise BourseError("count_negative", field=PaymentMode.CASH.value)
    desk = paper_series(device.till.site)
    fact = next_fact(desk, "session_closed", now()) | {
        "session": uuid,
        "cashier": DESK,
        "counted_cents": counted[PaymentMode.CASH].cents,
        "counts": [
            {
                "mode": mode.value,
                "expected_cents": expected.cents,
                "counted_cents": counted[mode].cents,
            }
            for mode, expected in shown.expected.items()
        ],
        "reason": reason.value,
    }
    outcome = record(desk, [fact], is_heard=False).outcomes[0]
    if outcome.result is Result.REFUSED:
        raise BourseError("closing_unreadable", field=PaymentMode.CASH.value)
    note(
        by,
        "session.close",
        f"till:{device.till_id}",
        series=device.series,
        seq=outcome.seq,
        reason=reason,
    )
    return outcome


def _session(edition_id: int, uuid: str) -> tuple[TillSession, Enrolment]:
    session = db.session.get(TillSession, uuid, populate_existing=True)
    if session is None or session.edition_id != edition_id:
        raise BourseError("session_unknown")
    if session.closed_at is not None:
        raise BourseError("session_closed")
    device = devices_by_series(edition_id)[session.series]
    if not _is_away(device):
        raise BourseError("session_sells", series=session.series)
    return session, device


def _is_away(device: Enrolment) -> bool:
    """Whether nobody can be told to close it there: revoked, or silent for long."""
    last = device.last_seen_at
    return device.revoked_at is not None or last is None or now() - last >= SILENCE
