"""Who acts: what every use case is told as `by`."""

from __future__ import annotations

from dataclasses import dataclass, field

from bourse.people.models import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person behind a change. `user_id` is None for the command line and the demonstration."""

    user_id: int | None
    name: str
    email: str = ""
    roles: frozenset[Role] = frozenset()
    company_ids: frozenset[int] = field(default_factory=frozenset)


SYSTEM = Actor(None, "bourse")
"""The command line: whoever may run it owns the installation."""

VISITOR = Actor(None, "visitor")
"""Someone who has not signed in: may do what anybody may, and no more."""
