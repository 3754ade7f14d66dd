"""An edition as the public reads it: when, where, who sells, and what there is."""

from __future__ import annotations

from flask import abort, render_template

from app.links import address
from app.public import blueprint
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.leading_on import edition_instead
from bourse.catalogue.offers import COUNTED, offers
from bourse.catalogue.shown import categories_counted
from bourse.clock import now
from bourse.editions.models import Edition, EditionStatus
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.sellers import sellers
from bourse.holds.keeping import may_hold
from bourse.lots.models import LotStatus
from bourse.people.queries import organisation
from reports.exchange.event import event

NEWEST = 8
"""Lots on the edition's page: a taste of the catalogue."""


def announced(slug: str) -> Edition:
    """The edition, once it is announced: before that the public knows nothing of it (404)."""
    edition = edition_by_slug(slug)
    if edition.status is EditionStatus.PREPARING and not edition.applications_open:
        abort(404)
    return edition


def on_offer(edition: Edition) -> LotFilter:
    """What a visitor may still buy there."""
    return LotFilter(edition_id=edition.id, status=LotStatus.OFFERED, in_stock=True, received=True)


@blueprint.get("/e/<slug>")
def edition(slug: str) -> str:
    """The edition's page."""
    shown = announced(slug)
    page = address("public.edition", slug=slug)
    newest, categories = offers(on_offer(shown), size=NEWEST), categories_counted(shown.id)
    return render_template(
        "public/edition.html",
        edition=shown,
        newest=newest.page.rows,
        number=newest.number,
        counted=COUNTED,
        page=page,
        data=event(
            shown,
            page,
            address("public.catalogue", slug=slug) if categories else None,
            organiser=held.name if (held := organisation()) else "",
        ),
        categories=categories,
        sellers=sellers(shown.id),
        is_open=shown.status is EditionStatus.OPEN,
        may_hold=may_hold(shown, now()),
        is_closed=shown.status is EditionStatus.CLOSED,
        instead=edition_instead(shown),
    )
