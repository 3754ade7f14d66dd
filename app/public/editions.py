"""An edition as the public reads it: when, where, who sells, and what there is."""

from __future__ import annotations

from flask import abort, render_template

from app.public import blueprint
from bourse.editions.models import Edition, EditionStatus
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.sellers import sellers
from bourse.lots.models import LotStatus
from bourse.lots.queries import LotFilter, count_by_status
from bourse.lots.shown import categories_offered


def announced(slug: str) -> Edition:
    """The edition, once it is announced: before that the public knows nothing of it (404)."""
    edition = edition_by_slug(slug)
    if edition.status is EditionStatus.PREPARING and not edition.applications_open:
        abort(404)
    return edition


@blueprint.get("/e/<slug>")
def edition(slug: str) -> str:
    """The edition's page."""
    shown = announced(slug)
    counts = count_by_status(LotFilter(edition_id=shown.id, received=True))
    return render_template(
        "public/edition.html",
        edition=shown,
        lots=counts.get(LotStatus.OFFERED),
        categories=categories_offered(shown.id),
        sellers=sellers(shown.id),
        is_open=shown.status is EditionStatus.OPEN,
        is_closed=shown.status is EditionStatus.CLOSED,
    )
