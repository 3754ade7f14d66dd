"""The organiser prints the labels of the edition, stand by stand, or of one of its exhibitors."""

from __future__ import annotations

from flask import request

from app.labels.desk import Desk
from app.labels.pages import PAGES
from app.organiser import blueprint
from app.shared_pages import add_pages
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.queries import exhibitor_by_code


def desk(slug: str) -> Desk:
    """The edition's lots; `exhibitor_unknown` for one that the address asks for in vain.

    The organisation's sheets are offered to every exhibitor too.
    """
    edition = edition_by_slug(slug)
    code = request.values.get("exhibitor")
    exhibitor = exhibitor_by_code(edition, code) if code else None
    return Desk("organiser", {"slug": slug}, edition, exhibitor, None)


add_pages(blueprint, "/editions/<slug>/", PAGES, desk)
