"""The catalogue: what an edition offers, searched in French, filtered, a page at a time."""

from __future__ import annotations

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from app.links import address
from app.public import blueprint
from app.public.editions import announced
from app.public.finder import DISCOUNTS, SEARCHING, category_name, find, tidied, without
from app.public.hold_gathering import gathered
from bourse.catalogue.offers import COUNTED, offers
from bourse.catalogue.shown import categories_offered
from bourse.clock import now
from bourse.holds.keeping import kept_until, may_hold
from bourse.lots.models import Condition


@blueprint.get("/e/<slug>/catalogue")
def catalogue(slug: str) -> str | Response:
    """The lots on offer, as the address asks (finder.py); the newest first."""
    edition = announced(slug)
    if tidy := tidied():
        return redirect(tidy)
    categories = categories_offered(edition.id)
    finder = find(edition, categories)
    is_holding = may_hold(edition, now())
    found = offers(finder.wanted, order=finder.order, after=request.args.get("after"))
    return render_template(
        "public/catalogue.html",
        edition=edition,
        finder=finder,
        taken=list(finder.taken()),
        page=found.page,
        number=found.number,
        categories=sorted((category_name(category), category.code) for category in categories),
        conditions=list(Condition),
        discounts=DISCOUNTS,
        counted=COUNTED,
        kept_until=kept_until(edition, now()) if is_holding else None,
        hold_lots=len(gathered(edition)) if is_holding else 0,
        canonical=address("public.catalogue", slug=slug),
        unfiltered=without(*(name for name in SEARCHING if name != "q")),
        everything=without(*SEARCHING),
    )
