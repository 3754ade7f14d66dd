"""The organiser's editions, each with the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from bourse.db import db
from bourse.editions.models import Edition, EditionStatus
from bourse.editions.queries import EditionRow, editions
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.values import Page


class NextStep(StrEnum):
    """What to do with an edition."""

    ADD_SITE = "add_site"
    EXAMINE = "examine"
    PREPARE = "prepare"
    FOLLOW = "follow"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class EditionCard:
    """An edition, how many applications wait for an answer, and what to do next."""

    edition: EditionRow
    undecided: int
    step: NextStep


def edition_cards(*, after: str | None = None) -> Page[EditionCard]:
    """Editions, the latest first, a page at a time."""
    page = editions(after=after)
    undecided = _undecided([row.slug for row in page.rows])
    return Page(
        tuple(
            EditionCard(row, undecided.get(row.slug, 0), next_step(row, undecided.get(row.slug, 0)))
            for row in page.rows
        ),
        page.after,
    )


def next_step(edition: EditionRow, undecided: int) -> NextStep:
    """The step that comes before all others."""
    if edition.status is EditionStatus.CLOSED:
        return NextStep.REPORT
    if edition.status is EditionStatus.OPEN:
        return NextStep.FOLLOW
    if not edition.sites:
        return NextStep.ADD_SITE
    return NextStep.EXAMINE if undecided else NextStep.PREPARE


def _undecided(slugs: list[str]) -> dict[str, int]:
    """Applications to examine, by the edition's slug."""
    rows = db.session.execute(
        select(Edition.slug, func.count().label("undecided"))
        .join(Exhibitor, Exhibitor.edition_id == Edition.id)
        .where(Edition.slug.in_(slugs), Exhibitor.status == ExhibitorStatus.APPLIED)
        .group_by(Edition.slug)
    )
    return {row.slug: row.undecided for row in rows}
