"""What other software reads of an edition: its places on a map, its dates in a calendar."""

from __future__ import annotations

from flask import Response, jsonify

from app.links import address
from app.public import blueprint
from app.public.editions import announced
from bourse.clock import now
from reports.exchange import calendar, sites

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


def _open(answer: Response) -> Response:
    """Readable by the pages of others, and kept for a while by whoever asks often."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.cache_control.public = True
    answer.cache_control.max_age = FRESH_SECONDS
    return answer
