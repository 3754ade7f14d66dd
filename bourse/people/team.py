"""The team: whoever holds a role that an organiser gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, tuple_

from bourse.db import db
from bourse.people.models import Role, RoleGrant, User
from bourse.values import Page
from bourse.values.page import number_after

TEAM = (Role.ORGANISER, Role.COLLECTIVITY, Role.CASHIER)
"""The roles that an organiser gives to a person; an exhibitor's comes with a company."""
PAGE = 50


class AccountState(StrEnum):
    """How far a person has come with their account."""

    INVITED = "invited"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Teammate:
    """Someone of the team, with their roles in the order of `TEAM`."""

    id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    state: AccountState


def team(*, after: str | None = None, size: int = PAGE) -> Page[Teammate]:
    """Whoever holds a role of the team, by name; `after` is the id of the last one seen."""
    wanted = select(User).where(
        User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(TEAM)))
    )
    if seen := number_after(after):
        last = db.session.execute(select(User.name, User.id).where(User.id == seen)).first()
        if last:
            wanted = wanted.where(tuple_(User.name, User.id) > tuple_(*last))
    users = db.session.scalars(wanted.order_by(User.name, User.id).limit(size + 1))
    return Page.of([teammate(user) for user in users], size, lambda one: one.id)


def teammate(user: User) -> Teammate:
    """The person as the team's list shows them."""
    state = AccountState.ACTIVE if user.password_hash else AccountState.INVITED
    return Teammate(
        id=user.id,
        name=user.name,
        email=user.email,
        roles=tuple(role for role in TEAM if role in user.roles),
        state=AccountState.CLOSED if user.disabled_at else state,
    )
