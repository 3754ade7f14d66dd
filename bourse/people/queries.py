"""Reading people."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.models import CompanyMember, Organisation, User

MOST_MEMBERS = 100


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who acts for a company, or was asked to.

    The name of who has not accepted stays unsaid: it would tell whether the address has an account.
    """

    user_id: int
    name: str
    email: str
    accepted: bool


def actor_of(user: User) -> Actor:
    """The person as a use case knows them."""
    return Actor(user.id, user.name, user.email, user.roles, user.company_ids)


def organisation() -> Organisation | None:
    """Who runs this database; None before it is set up."""
    return db.session.get(Organisation, 1)


def user_by_id(user_id: int | None) -> User:
    """The account of this id; raises `user_unknown`."""
    user = db.session.get(User, user_id) if user_id is not None else None
    if user is None:
        raise BourseError("user_unknown")
    return user


def members(company_id: int) -> tuple[Member, ...]:
    """Who may act for a company, then who was asked to; in the order of their address."""
    rows = db.session.execute(
        select(User.id, User.name, User.email, CompanyMember.accepted_at)
        .join(CompanyMember, CompanyMember.user_id == User.id)
        .where(CompanyMember.company_id == company_id)
        .order_by(CompanyMember.accepted_at.is_(None), User.email)
        .limit(MOST_MEMBERS)
    )
    return tuple(
        Member(user_id, name if accepted else "", email, accepted is not None)
        for user_id, name, email, accepted in rows
    )


def member_of(company_id: int, user_id: int) -> Member:
    """One of them; raises `member_unknown` for who is not."""
    found = next((member for member in members(company_id) if member.user_id == user_id), None)
    if found is None:
        raise BourseError("member_unknown")
    return found
