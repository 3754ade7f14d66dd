"""What an organiser's device sends of the lots typed on it on an exhibitor's behalf."""

from __future__ import annotations

from flask import url_for

from app.lots.sending import PAGES, SendingDesk
from app.organiser import blueprint
from app.organiser.lot_editing import tell_saved
from app.shared_pages import add_pages
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.models import Lot


def desk(slug: str, exhibitor: str) -> SendingDesk:
    """The lots of the exhibitor that the address names; what the organiser offers is on sale."""

    def whom() -> Exhibitor:
        return exhibitor_by_code(edition_by_slug(slug), exhibitor)

    def page(lot: Lot) -> str:
        return url_for("organiser.lot", slug=slug, code=lot.code)

    return SendingDesk(whom, page, tell_saved)


add_pages(blueprint, "/editions/<slug>/exhibitors/<exhibitor>/lots/", PAGES, desk)
