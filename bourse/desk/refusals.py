"""What tills sent and could not be recorded, as the organiser's desk reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bourse.db import db
from bourse.tills.inbox import REVOKED, RefusedFact
from bourse.tills.models import Enrolment, Till
from bourse.tills.reading import plain
from bourse.values import Page
from bourse.values.page import number_after

PAGE = 20


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """Bytes that could not be recorded; `content` is readable JSON."""

    id: int
    received_at: datetime
    series: str
    reason: str
    content: str

    @property
    def is_held(self) -> bool:
        """Whether it waits for a verdict rather than for somebody to look at it."""
        return self.reason == REVOKED


def refused(edition_id: int, *, after: str | None = None, size: int = PAGE) -> Page[RefusedCase]:
    """The refused facts that nobody has seen, oldest first; `after` is the last id seen."""
    rows = db.session.scalars(
        select(RefusedFact)
        .join(Enrolment)
        .join(Till)
        .where(
            Till.edition_id == edition_id,
            RefusedFact.seen_at.is_(None),
            RefusedFact.id > number_after(after),
        )
        .order_by(RefusedFact.id)
        .limit(size + 1)
    ).all()
    page = Page.of(rows, size, lambda row: row.id)
    series = {
        one.id: one.series
        for one in db.session.scalars(
            select(Enrolment).where(Enrolment.id.in_({row.enrolment_id for row in page.rows}))
        )
    }
    return Page(
        tuple(
            RefusedCase(
                row.id, row.received_at, series[row.enrolment_id], row.reason, _read(row.content)
            )
            for row in page.rows
        ),
        page.after,
    )


def _read(content: str) -> str:
    """JSON on several lines; what is none (bytes cut short) as it came."""
    try:
        return plain(json.dumps(json.loads(content), ensure_ascii=False, indent=2))
    except (ValueError, RecursionError):
        return content
