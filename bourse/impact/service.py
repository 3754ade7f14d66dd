"""Publishing an impact report: frozen figures behind a link that can be withdrawn."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.impact.models import ReportSnapshot
from bourse.impact.publications import frozen_report
from bourse.impact.report import Report
from bourse.people.actor import Actor
from bourse.people.record import note


def publish(edition_id: int, report: Report, *, by: Actor) -> ReportSnapshot:
    """Freeze a report, compiled just before under `read_only()`, behind a new secret link."""
    snapshot = ReportSnapshot(
        edition_id=edition_id,
        token=secrets.token_urlsafe(24),
        taken_at=report.as_of,
        is_final=report.is_final,
        journal_seq=report.journal_seq,
        journal_hash=report.journal_hash,
        figures=frozen_report.dump_json(report).decode(),
    )
    db.session.add(snapshot)
    db.session.flush()
    note(by, "report.publish", f"report:{snapshot.id}", seq=report.journal_seq)
    return snapshot


def withdraw(token: str, *, by: Actor) -> None:
    """Close a published link; its figures are kept. `report_unknown` if there is none."""
    snapshot = db.session.scalar(select(ReportSnapshot).where(ReportSnapshot.token == token))
    if snapshot is None:
        raise BourseError("report_unknown")
    if snapshot.withdrawn_at is None:
        snapshot.withdrawn_at = now()
        note(by, "report.withdraw", f"report:{snapshot.id}")
