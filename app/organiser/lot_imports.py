"""Lots from a spreadsheet on behalf of an exhibitor, who sent it by mail or on a key."""

from __future__ import annotations

from app.organiser import blueprint
from app.shared_pages import add_pages
from app.spreadsheets.importing import Intake
from app.spreadsheets.pages import PAGES
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.queries import exhibitor_by_code


def intake(slug: str, exhibitor: str) -> Intake:
    """For the exhibitor that the address names."""
    whom = exhibitor_by_code(edition_by_slug(slug), exhibitor)
    return Intake("organiser", {"slug": slug, "exhibitor": exhibitor}, whom)


add_pages(blueprint, "/editions/<slug>/exhibitors/<exhibitor>/lots/", PAGES, intake)
