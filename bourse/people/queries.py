"""Reading people."""

from __future__ import annotations

from bourse.db import db
from bourse.people.actor import Actor
from bourse.people.models import Organisation, User


def actor_of(user: User) -> Actor:
    """The person as a use case knows them."""
    return Actor(user.id, user.name, user.email, user.roles, user.company_ids)


def organisation() -> Organisation | None:
    """Who runs this database; None before it is set up."""
    return db.session.get(Organisation, 1)
