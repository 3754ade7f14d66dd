"""Reading published reports back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.impact.models import ReportSnapshot
from bourse.impact.report import Report
from bourse.values import Page

PAGE = 30

frozen_report: TypeAdapter[Report] = TypeAdapter(Report)
"""A report to JSON and back, every value in its own type."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published report as lists show it; `withdrawn_at` once its link is closed."""

    id: int
    token: str
    edition_slug: str
    edition_name: str
    is_fictional: bool
    is_final: bool
    taken_at: datetime
    withdrawn_at: datetime | None


def publications(
    edition_id: int | None = None,
    *,
    readable: bool = False,
    after: str | None = None,
    size: int = PAGE,
) -> Page[Publication]:
    """Published reports of one edition or of all, the newest first.

    `readable` leaves the withdrawn ones out; `after` is the id of the last one seen.
    """
    statement = (
        select(ReportSnapshot, Edition)
        .join(Edition, Edition.id == ReportSnapshot.edition_id)
        .order_by(ReportSnapshot.id.desc())
        .limit(size + 1)
    )
    if edition_id is not None:
        statement = statement.where(ReportSnapshot.edition_id == edition_id)
    if readable:
        statement = statement.where(ReportSnapshot.withdrawn_at.is_(None))
    if after and after.isdigit():
        statement = statement.where(ReportSnapshot.id < int(after))
    rows = [_publication(*row) for row in db.session.execute(statement)]
    return Page.of(rows, size, lambda row: row.id)


def find_publication(token: str) -> Publication:
    """The publication behind a link, withdrawn or not; `report_unknown` if there is none."""
    row = db.session.execute(
        select(ReportSnapshot, Edition)
        .join(Edition, Edition.id == ReportSnapshot.edition_id)
        .where(ReportSnapshot.token == token)
    ).first()
    if row is None:
        raise BourseError("report_unknown")
    return _publication(*row)


def published_report(token: str) -> Report:
    """The figures behind a link, as they were frozen.

    Raises `report_unknown`, or `report_withdrawn` once the organiser closed the link.
    """
    snapshot = db.session.scalar(select(ReportSnapshot).where(ReportSnapshot.token == token))
    if snapshot is None:
        raise BourseError("report_unknown")
    if snapshot.withdrawn_at:
        raise BourseError("report_withdrawn")
    return frozen_report.validate_json(snapshot.figures)


def _publication(snapshot: ReportSnapshot, edition: Edition) -> Publication:
    return Publication(
        id=snapshot.id,
        token=snapshot.token,
        edition_slug=edition.slug,
        edition_name=edition.name,
        is_fictional=edition.is_fictional,
        is_final=snapshot.is_final,
        taken_at=snapshot.taken_at,
        withdrawn_at=snapshot.withdrawn_at,
    )
