"""For whom one acts in this room: an exhibitor of an edition, named by its code in the address."""

from __future__ import annotations

from app.security import current_actor
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import acting_exhibitor


def acting(slug: str, exhibitor: str) -> Exhibitor:
    """The exhibitor of the address; someone else's raises `exhibitor_unknown` too."""
    return acting_exhibitor(edition_by_slug(slug), exhibitor, current_actor())
