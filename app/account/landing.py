"""Where a person goes next: only ever to a page of this installation."""

from __future__ import annotations

from app.security import home_of
from bourse.people.models import Role


def landing(roles: frozenset[Role], wanted: str | None) -> str:
    """The wanted address when it is one of ours, else the home of the first role."""
    return wanted if wanted and is_local(wanted) else home_of(roles)


def is_local(address: str) -> bool:
    """Whether a browser stays here: one slash, then no second one, however it is disguised.

    Browsers read a backslash as a slash and drop tabs and line feeds inside an address.
    """
    if not address.startswith("/") or address.startswith("//"):
        return False
    return "\\" not in address and all(" " < sign != "\x7f" for sign in address)
