"""Reading exhibitors: one of them, and the organiser's list a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func, or_, select, tuple_

from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Stand
from bourse.people.actor import Actor
from bourse.people.folding import fold
from bourse.people.models import Company
from bourse.values import Page

PAGE = 30

SORTS: dict[str, tuple[SQLColumnExpression[Any], ...]] = {
    "code": (func.length(Exhibitor.code), Exhibitor.code),
    "company": (Company.search_words, Exhibitor.code),
    "applied": (Exhibitor.applied_at, Exhibitor.code),
}
"""What a list may be sorted by; "-company" is the other way round."""


@dataclass(frozen=True, slots=True)
class StandView:
    """Where an exhibitor is found."""

    site_id: int
    site: str
    label: str


@dataclass(frozen=True, slots=True)
class ExhibitorRow:
    """An exhibitor in a list; the cursor of a page is its code."""

    code: str
    company: str
    town: str
    status: ExhibitorStatus
    contact_name: str
    contact_email: str | None
    contact_phone: str
    applied_at: datetime
    stands: tuple[StandView, ...]


def exhibitor_by_code(edition: Edition, code: str) -> Exhibitor:
    """The exhibitor of this code in this edition; raises `exhibitor_unknown`."""
    exhibitor = db.session.scalar(
        select(Exhibitor).where(
            Exhibitor.edition_id == edition.id, Exhibitor.code == code.strip().upper()
        )
    )
    if exhibitor is None:
        raise BourseError("exhibitor_unknown", code=code)
    return exhibitor


def exhibitor_by_id(edition: Edition, exhibitor_id: int) -> Exhibitor:
    """The exhibitor of this id, as a mailed link names it; raises `exhibitor_unknown`."""
    exhibitor = db.session.get(Exhibitor, exhibitor_id)
    if exhibitor is None or exhibitor.edition_id != edition.id:
        raise BourseError("exhibitor_unknown", code="")
    return exhibitor


def acting_exhibitor(edition: Edition, code: str, by: Actor) -> Exhibitor:
    """The exhibitor of this code, when `by` may act for its company.

    Someone else's raises `exhibitor_unknown`, like one that does not exist.
    """
    exhibitor = exhibitor_by_code(edition, code)
    if exhibitor.company_id not in by.company_ids:
        raise BourseError("exhibitor_unknown", code=code)
    return exhibitor


def stands_of(exhibitor: Exhibitor) -> tuple[StandView, ...]:
    """Where this exhibitor is found."""
    return tuple(
        StandView(stand.site_id, stand.site.name, stand.label) for stand in exhibitor.stands
    )


def exhibitors(
    edition: Edition,
    *,
    search: str = "",
    status: ExhibitorStatus | None = None,
    sort: str = "code",
    after: str | None = None,
    size: int = PAGE,
) -> Page[ExhibitorRow]:
    """Exhibitors that have every word of `search` in their company, contact, code or stand.

    `sort` is a key of SORTS, with "-" before it for the other way; anything else sorts by code.
    """
    keys = SORTS.get(sort.removeprefix("-"), SORTS["code"])
    backwards = sort.startswith("-")
    wanted = select(Exhibitor).join(Exhibitor.company).where(Exhibitor.edition_id == edition.id)
    wanted = wanted.where(*(_has(word) for word in fold(search).split()))
    if status is not None:
        wanted = wanted.where(Exhibitor.status == status)
    if after is not None:
        here = tuple_(*keys)
        last = (
            select(*keys)
            .select_from(Exhibitor)
            .join(Exhibitor.company)
            .where(Exhibitor.edition_id == edition.id, Exhibitor.code == after)
            .scalar_subquery()
        )
        wanted = wanted.where(here < last if backwards else here > last)
    ordered = wanted.order_by(*(key.desc() if backwards else key for key in keys))
    found = db.session.scalars(ordered.limit(size + 1)).all()
    return Page.of([_row(exhibitor) for exhibitor in found], size, lambda row: row.code)


def counts(edition: Edition) -> dict[ExhibitorStatus, int]:
    """How many exhibitors are in each state; a state that nobody is in is 0."""
    found = db.session.execute(
        select(Exhibitor.status, func.count())
        .where(Exhibitor.edition_id == edition.id)
        .group_by(Exhibitor.status)
    )
    return dict.fromkeys(ExhibitorStatus, 0) | {row[0]: row[1] for row in found}


def _has(word: str) -> ColumnElement[bool]:
    """Whether this folded word stands somewhere; a stand's label or a code is a word alone."""
    stand = select(Stand.id).where(
        Stand.exhibitor_id == Exhibitor.id, func.lower(Stand.label) == word
    )
    return or_(
        Company.search_words.contains(word, autoescape=True),
        func.lower(Exhibitor.contact_name).contains(word, autoescape=True),
        func.lower(Exhibitor.contact_email).contains(word, autoescape=True),
        func.lower(Exhibitor.code) == word,
        stand.exists(),
    )


def _row(exhibitor: Exhibitor) -> ExhibitorRow:
    company = exhibitor.company
    return ExhibitorRow(
        exhibitor.code,
        company.name,
        company.town,
        exhibitor.status,
        exhibitor.contact_name,
        exhibitor.contact_email,
        exhibitor.contact_phone,
        exhibitor.applied_at,
        stands_of(exhibitor),
    )
