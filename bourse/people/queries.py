"""Reading people."""

from __future__ import annotations

from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.models import Organisation, User


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
