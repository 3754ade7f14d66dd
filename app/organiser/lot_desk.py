"""The organiser works on many lots at once: changes them, marks them down."""

from __future__ import annotations

from flask import request

from app.bulk.desk import LotDesk
from app.bulk.pages import PAGES
from app.organiser import blueprint
from app.shared_pages import add_pages
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.queries import exhibitor_by_code


def desk(slug: str) -> LotDesk:
    """All of the edition's lots, or one exhibitor's that the address filters."""
    edition = edition_by_slug(slug)
    code = request.args.get("exhibitor")
    narrowed = exhibitor_by_code(edition, code) if code else None
    return LotDesk("organiser", {"slug": slug}, edition, narrowed=narrowed)


add_pages(blueprint, "/editions/<slug>/lots/", PAGES, desk)
