"""An exhibitor works on many of their own lots at once: changes them, marks them down."""

from __future__ import annotations

from app.bulk.desk import LotDesk
from app.bulk.pages import PAGES
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.shared_pages import add_pages


def desk(slug: str, exhibitor: str) -> LotDesk:
    """Their own lots; of markdowns, the organiser's that touch them are shown too."""
    me = acting(slug, exhibitor)
    return LotDesk("exhibitor", {"slug": slug, "exhibitor": exhibitor}, me.edition, me)


add_pages(blueprint, "/<slug>/<exhibitor>/lots/", PAGES, desk)
