"""What search engines are told: where not to look, and every public page with its address."""

from __future__ import annotations

from flask import Response, render_template

from app.links import address
from app.public import blueprint
from app.public.editions import on_offer
from bourse.catalogue.offers import newest_codes
from bourse.editions.models import EditionStatus
from bourse.editions.queries import announced_editions, edition_by_slug

MOST_EDITIONS, MOST_LOTS = 50, 5_000
"""Of the editions, and of the lots of each that is not over; a map takes 50,000 addresses."""
CLOSED_ROOMS = (
    "account",
    "organiser",
    "exhibitor",
    "gate",
    "collectivity",
    "till",
    "r",
    "t",
    "b",
    "h",
    "hold",
)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Where crawlers need not go: rooms behind a door, and addresses that are their own key."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{room}/" for room in CLOSED_ROOMS),
        f"Sitemap: {address('public.sitemap')}",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The editions that are not fictional, their catalogues, and the lots that can be bought."""
    pages = [address("public.home")]
    for edition in announced_editions(size=MOST_EDITIONS).rows:
        if edition.is_fictional:
            continue
        pages.append(address("public.edition", slug=edition.slug))
        pages.append(address("public.catalogue", slug=edition.slug))
        if edition.status is not EditionStatus.CLOSED:
            codes = newest_codes(on_offer(edition_by_slug(edition.slug)), MOST_LOTS)
            pages += [address("public.lot", code=code) for code in codes]
    made = render_template("public/sitemap.xml", pages=pages)
    return Response(made, mimetype="application/xml")
