"""What other software reads of an edition: its places on a map, its dates in a calendar."""

from __future__ import annotations

from flask import Response, jsonify

from app.links import address
from app.public import blueprint
from app.public.editions import announced, on_offer
from app.security import limiter
from bourse.catalogue.offers import every_offer
from bourse.clock import now
from reports.exchange import calendar, catalogue, sites

FRESH_SECONDS = 300
"""A map or a calendar asks again after this."""


@blueprint.get("/e/<slug>/sites.geojson")
def sites_on_map(slug: str) -> Response:
    """The sites as GeoJSON, for a page of anybody."""
    edition = announced(slug)
    answer = jsonify(sites.features(edition, address("public.edition", slug=slug)))
    answer.content_type = sites.MEDIA_TYPE
    return _open(answer)


@blueprint.get("/e/<slug>/edition.ics")
def calendar_of(slug: str) -> Response:
    """The edition as a calendar."""
    edition = announced(slug)
    made = calendar.calendar(edition, address("public.edition", slug=slug), now())
    answer = _open(Response(made, content_type=calendar.MEDIA_TYPE))
    answer.headers["Content-Disposition"] = f"inline; filename={slug}.ics"
    return answer


@blueprint.get("/e/<slug>/catalogue.csv")
@limiter.limit("10 per minute")
def catalogue_as_csv(slug: str) -> Response:
    """All that is on offer: a hundred thousand lots are some twenty megabytes."""
    edition = announced(slug)
    lines = catalogue.rows(
        every_offer(on_offer(edition)), lambda code: address("public.lot", code=code)
    )
    answer = _open(Response("".join(lines), content_type="text/csv; charset=utf-8"))
    answer.headers["Content-Disposition"] = f"attachment; filename={slug}.csv"
    return answer


@blueprint.get("/e/<slug>/datapackage.json")
def catalogue_described(slug: str) -> Response:
    """What the columns of that file are (Frictionless Data Package)."""
    edition = announced(slug)
    path = address("public.catalogue_as_csv", slug=slug)
    return _open(jsonify(catalogue.schema(edition.name, edition.currency, path)))


def _open(answer: Response) -> Response:
    """Readable by the pages of others, and kept for a while by whoever asks often."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.cache_control.public = True
    answer.cache_control.max_age = FRESH_SECONDS
    return answer
