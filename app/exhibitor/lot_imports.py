"""An exhibitor's lots from a spreadsheet; someone else's file or import is not found."""

from __future__ import annotations

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.shared_pages import add_pages
from app.spreadsheets.importing import Intake
from app.spreadsheets.pages import PAGES


def intake(slug: str, exhibitor: str) -> Intake:
    """For themselves."""
    me = acting(slug, exhibitor)
    return Intake("exhibitor", {"slug": slug, "exhibitor": exhibitor}, me)


add_pages(blueprint, "/<slug>/<exhibitor>/lots/", PAGES, intake)
