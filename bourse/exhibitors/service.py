"""Use cases of exhibitors coming in: applying, confirming the e-mail, being entered.

Anybody may type a firm's number, which is public. So an application never changes a company that
is known, and only the organiser's approval lets its applicant act for the company.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition, EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.applications import Application, differences
from bourse.exhibitors.decisions import approve, cancel, refuse, reopen
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Invitation
from bourse.exhibitors.stands import StandDraft, place
from bourse.people.actor import VISITOR, Actor
from bourse.people.companies import describe_company, find_company, make_company
from bourse.people.membership import has_members
from bourse.people.models import Company, CompanyMember, Role, User
from bourse.people.queries import actor_of
from bourse.people.record import note
from bourse.people.service import confirm_email, ensure_user, grant, normalise_email

__all__ = [
    "StandDraft",
    "apply",
    "approve",
    "cancel",
    "confirm_application",
    "enter_exhibitor",
    "refuse",
    "reopen",
]

ENGAGED = (ExhibitorStatus.APPLIED, ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)
"""A firm that is on its way in: nobody else applies in its place."""


def apply(
    edition: Edition, application: Application, *, by: Actor, invitation: Invitation | None = None
) -> Exhibitor:
    """A firm applies; `by` is who is signed in, VISITOR else.

    A member of the company, or who gives their own account's address, needs no confirmation; any
    other address is confirmed by mail, and until then a newer application takes its place.
    Raises `applications_closed`, `already_applied`, and `company_has_account` when the company
    has members and `by` is neither one nor holds an invitation of this company's number.
    """
    if application.contact_email is None:
        raise ValueError("an application is confirmed by mail: it needs an address")
    if edition.status is EditionStatus.CLOSED or not (edition.applications_open or invitation):
        raise BourseError("applications_closed")
    _queue(edition)
    company = find_company(application.number)
    if company and not _may_apply_for(company, by, invitation):
        raise BourseError("company_has_account", field="number")
    exhibitor = _found_or_made(edition, company, application, by)
    exhibitor.status, exhibitor.applicant = ExhibitorStatus.UNCONFIRMED, None
    if invitation:
        invitation.exhibitor = exhibitor
    db.session.flush()
    note(by, "exhibitor.apply", f"exhibitor:{exhibitor.id}", edition=edition.slug)
    user = db.session.get(User, by.user_id) if by.user_id else None
    own_address = user is not None and user.email == exhibitor.contact_email
    if user and (own_address or exhibitor.company_id in user.company_ids):
        _follow(exhibitor, user)
    return exhibitor


def confirm_application(exhibitor: Exhibitor) -> User:
    """The address answers: the application is to be examined, its account may follow it.

    Raises `application_decided` when it was confirmed, decided or replaced by a newer one.
    """
    asked_at = exhibitor.applied_at
    _queue(exhibitor.edition)
    db.session.refresh(exhibitor)
    if exhibitor.applied_at != asked_at:
        raise BourseError("application_decided")
    if exhibitor.status is not ExhibitorStatus.UNCONFIRMED or exhibitor.contact_email is None:
        raise BourseError("application_decided")
    user = ensure_user(exhibitor.contact_email, exhibitor.contact_name, by=VISITOR)
    confirm_email(user, by=actor_of(user))
    _follow(exhibitor, user)
    return user


def _follow(exhibitor: Exhibitor, user: User) -> None:
    """The application is this person's, and is to be examined; an invitation is answered."""
    by = actor_of(user)
    grant(user, Role.EXHIBITOR, by=by)
    exhibitor.status, exhibitor.applicant = ExhibitorStatus.APPLIED, user
    invitation = db.session.scalar(
        select(Invitation).where(
            Invitation.edition_id == exhibitor.edition_id,
            Invitation.email == exhibitor.contact_email,
        )
    )
    if invitation:
        invitation.exhibitor = exhibitor
    db.session.flush()
    note(by, "exhibitor.confirm_application", f"exhibitor:{exhibitor.id}")


def enter_exhibitor(
    edition: Edition, application: Application, stands: Sequence[StandDraft] = (), *, by: Actor
) -> Exhibitor:
    """An organiser enters a firm on its behalf, approved at once; no mail is needed.

    Raises `exhibitor_exists` (code) when the firm is in this edition already, and `place`'s.
    """
    _queue(edition)
    company = find_company(application.number)
    exhibitor = _found_or_made(edition, company, application, by, taken="exhibitor_exists")
    exhibitor.status, exhibitor.applicant = ExhibitorStatus.CONFIRMED, None
    exhibitor.decided_at = now()
    db.session.flush()
    place(exhibitor, stands, by=by)
    note(by, "exhibitor.enter", f"exhibitor:{exhibitor.id}", edition=edition.slug)
    return exhibitor


def _may_apply_for(company: Company, by: Actor, invitation: Invitation | None) -> bool:
    if company.id in by.company_ids or (invitation and invitation.number == company.number):
        return True
    return not has_members(company.id)


def _found_or_made(
    edition: Edition,
    company: Company | None,
    application: Application,
    by: Actor,
    taken: str = "already_applied",
) -> Exhibitor:
    """The firm's place in this edition with what the application says, in no state yet."""
    exhibitor = _in_edition(edition, company) if company else None
    if exhibitor and exhibitor.status in ENGAGED:
        raise BourseError(taken, field="number", code=exhibitor.code)
    claims = ""
    if company is None:
        company = make_company(application.number, application.company, by=by)
    elif company.id in by.company_ids or not _is_vouched_for(company):
        describe_company(company, application.company, by=by)
    else:
        claims = differences(company, application.company)
    if exhibitor is None:
        exhibitor = Exhibitor(edition=edition, company=company, code=_next_code(edition))
        db.session.add(exhibitor)
    exhibitor.claims = claims
    _write(exhibitor, application)
    return exhibitor


def _queue(edition: Edition) -> None:
    """Let those who come in at once do so one after the other: two firms get two codes."""
    db.session.execute(select(Edition.id).where(Edition.id == edition.id).with_for_update())


def _in_edition(edition: Edition, company: Company) -> Exhibitor | None:
    return db.session.scalar(
        select(Exhibitor).where(
            Exhibitor.edition_id == edition.id, Exhibitor.company_id == company.id
        )
    )


def _write(exhibitor: Exhibitor, application: Application) -> None:
    email = application.contact_email
    exhibitor.contact_name = application.contact_name
    exhibitor.contact_email = normalise_email(email) if email else None
    exhibitor.contact_phone = application.contact_phone
    exhibitor.representative_name = application.representative_name
    exhibitor.representative_capacity = application.representative_capacity
    exhibitor.message = application.message
    exhibitor.refusal_reason = ""
    exhibitor.applied_at, exhibitor.decided_at = now(), None


def _is_vouched_for(company: Company) -> bool:
    """Whether a member or an organiser stands behind what is known of this company."""
    member = select(CompanyMember.user_id).where(CompanyMember.company_id == company.id)
    known = select(Exhibitor.id).where(
        Exhibitor.company_id == company.id,
        Exhibitor.status.in_((*ENGAGED, ExhibitorStatus.CANCELLED)),
    )
    return bool(db.session.scalar(select(member.exists() | known.exists())))


def _next_code(edition: Edition) -> str:
    """E01, E02 … E99, E100: the one after the highest given in this edition."""
    last = db.session.scalar(
        select(Exhibitor.code)
        .where(Exhibitor.edition_id == edition.id)
        .order_by(func.length(Exhibitor.code).desc(), Exhibitor.code.desc())
        .limit(1)
    )
    return f"E{int(last[1:]) + 1 if last else 1:02d}"
