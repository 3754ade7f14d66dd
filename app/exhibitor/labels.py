"""An exhibitor prints the labels of their own lots; someone else's lot is not found."""

from __future__ import annotations

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.labels.desk import Desk
from app.labels.pages import PAGES
from app.shared_pages import add_pages


def desk(slug: str, exhibitor: str) -> Desk:
    """Their own lots, with their company's sheets and printers."""
    me = acting(slug, exhibitor)
    place = {"slug": slug, "exhibitor": exhibitor}
    return Desk("exhibitor", place, me.edition, me, me.company_id)


add_pages(blueprint, "/<slug>/<exhibitor>/", PAGES, desk)
