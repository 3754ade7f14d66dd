"""Reading what a person takes part in: their companies' editions, and where they may apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from bourse.db import db
from bourse.editions.models import Edition, EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.queries import StandView, stands_of
from bourse.people.actor import Actor
from bourse.people.models import Company

MOST = 50
"""How many editions a person's home shows: the latest."""

IN_VAIN = (ExhibitorStatus.REFUSED, ExhibitorStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Participation:
    """A company in an edition, as someone who acts for it or applied for it sees it.

    `acts` says whether they may do more than follow it: an applicant may once approved.
    """

    slug: str
    edition: str
    starts_on: date
    ends_on: date
    edition_status: EditionStatus
    is_fictional: bool
    code: str
    company_id: int
    company: str
    status: ExhibitorStatus
    refusal_reason: str
    stands: tuple[StandView, ...]
    acts: bool


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """An edition that takes applications, and a company that has none under way in it."""

    slug: str
    edition: str
    starts_on: date
    ends_on: date
    company_id: int
    company: str


def participations(by: Actor) -> tuple[Participation, ...]:
    """The editions of the person's companies and their own applications, the latest first."""
    found = db.session.scalars(
        select(Exhibitor)
        .join(Exhibitor.edition)
        .where(_visible_to(by))
        .options(joinedload(Exhibitor.edition))
        .order_by(Edition.starts_on.desc(), Exhibitor.id.desc())
        .limit(MOST)
    )
    return tuple(_participation(exhibitor, by) for exhibitor in found)


def participation(edition: Edition, code: str, by: Actor) -> Participation:
    """One of them; raises `exhibitor_unknown` for anybody else's."""
    exhibitor = db.session.scalar(
        select(Exhibitor).where(
            Exhibitor.edition_id == edition.id, Exhibitor.code == code, _visible_to(by)
        )
    )
    if exhibitor is None:
        raise BourseError("exhibitor_unknown", code=code)
    return _participation(exhibitor, by)


def open_doors(by: Actor) -> tuple[OpenDoor, ...]:
    """Where the person's companies may apply (again), the nearest edition first."""
    under_way = select(Exhibitor.id).where(
        Exhibitor.edition_id == Edition.id,
        Exhibitor.company_id == Company.id,
        Exhibitor.status.not_in((*IN_VAIN, ExhibitorStatus.UNCONFIRMED)),
    )
    found = db.session.execute(
        select(
            Edition.slug,
            Edition.name,
            Edition.starts_on,
            Edition.ends_on,
            Company.id,
            Company.name,
        )
        .join(Company, Company.id.in_(by.company_ids))
        .where(
            Edition.applications_open,
            Edition.status != EditionStatus.CLOSED,
            ~under_way.exists(),
        )
        .order_by(Edition.starts_on, Company.name)
        .limit(MOST)
    )
    return tuple(OpenDoor(*row) for row in found)


def last_of(company_id: int) -> Exhibitor | None:
    """The company's latest application, for the next one to be filled in from."""
    return db.session.scalar(
        select(Exhibitor)
        .where(Exhibitor.company_id == company_id)
        .order_by(Exhibitor.applied_at.desc())
        .limit(1)
    )


def _visible_to(by: Actor) -> ColumnElement[bool]:
    """The person's companies; and their own application until it is approved.

    After that only who acts for the company sees it: an applicant may have left it since.
    """
    own = Exhibitor.company_id.in_(by.company_ids)
    if by.user_id is None:
        return own
    pending = Exhibitor.status.not_in((ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED))
    return or_(own, (Exhibitor.applicant_id == by.user_id) & pending)


def _participation(exhibitor: Exhibitor, by: Actor) -> Participation:
    edition = exhibitor.edition
    return Participation(
        edition.slug,
        edition.name,
        edition.starts_on,
        edition.ends_on,
        edition.status,
        edition.is_fictional,
        exhibitor.code,
        exhibitor.company_id,
        exhibitor.company.name,
        exhibitor.status,
        exhibitor.refusal_reason,
        stands_of(exhibitor),
        exhibitor.company_id in by.company_ids,
    )
