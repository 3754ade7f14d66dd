"""Use cases of acting for a company: inviting a colleague, accepting, leaving."""

from __future__ import annotations

from sqlalchemy import func, null, select

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.models import CompanyMember, User
from bourse.people.record import note
from bourse.people.service import confirm_email, ensure_user


def has_members(company_id: int) -> bool:
    """Whether somebody may act for this company."""
    return _count(company_id) > 0


def membership_of(user: User, company_id: int) -> CompanyMember | None:
    """The person's membership of this company, accepted or not yet."""
    return next((held for held in user.memberships if held.company_id == company_id), None)


def invite_member(company_id: int, *, email: str, name: str, by: Actor) -> User:
    """Ask a person to act for a company: they may once they have accepted, from their mail.

    Asking again is no error (the mail goes out again); raises `already_member`.
    """
    user = ensure_user(email, name, by=by)
    held = membership_of(user, company_id)
    if held and held.accepted_at:
        raise BourseError("already_member", field="email")
    if held is None:
        # NULL in so many words: the mapper takes a None for "not said" and puts the default
        user.memberships.append(CompanyMember(company_id=company_id, accepted_at=null()))
        db.session.flush()
    note(by, "company.invite_member", f"company:{company_id}", user=user.id)
    return user


def accept_membership(user: User, company_id: int, *, by: Actor) -> None:
    """The person agrees, from the link mailed to them; raises `membership_withdrawn`."""
    held = membership_of(user, company_id)
    if held is None:
        raise BourseError("membership_withdrawn")
    if held.accepted_at is None:
        held.accepted_at = now()
        confirm_email(user, by=by)
        note(by, "user.join_company", f"user:{user.id}", company=company_id)


def remove_member(user: User, company_id: int, *, by: Actor, even_last: bool = False) -> None:
    """End a membership or take an invitation back; raises `member_unknown`.

    The last member stays (`last_member`), unless an organiser says `even_last`: a company without
    one may be applied for by anybody, and is given to whom the organiser approves.
    """
    held = membership_of(user, company_id)
    if held is None:
        raise BourseError("member_unknown")
    if held.accepted_at and not even_last and _count(company_id) == 1:
        raise BourseError("last_member")
    user.memberships.remove(held)
    db.session.flush()
    note(by, "user.leave_company", f"user:{user.id}", company=company_id)


def _count(company_id: int) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(CompanyMember)
            .where(CompanyMember.company_id == company_id, CompanyMember.accepted_at.is_not(None))
        )
        or 0
    )
