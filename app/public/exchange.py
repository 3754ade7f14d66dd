"""What other software reads of an edition: its places on a map, its dates in a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, Response, current_app, jsonify

from app.links import address
from app.public import blueprint
from app.public.editions import announced, on_offer
from app.security import limiter
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.offers import Offer, offers
from bourse.clock import now
from bourse.values import Page
from reports.exchange import calendar, catalogue, sites

FRESH_SECONDS = 300
"""A map or a calendar asks again after this."""
READ = 500
"""Lots of the whole catalogue that are read, and held in memory, at once."""
ANY = "-"
"""Stands for a lot's code in an address."""


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
    """All that is on offer, sent as it is read: a hundred thousand lots are twenty megabytes."""
    edition = announced(slug)
    pages = address("public.lot", code=ANY).removesuffix(ANY)
    lines = catalogue.rows(_every_offer(on_offer(edition)), lambda code: pages + code)
    answer = _open(Response(lines, content_type="text/csv; charset=utf-8"))
    answer.headers["Content-Disposition"] = f"attachment; filename={slug}.csv"
    return answer


@blueprint.get("/e/<slug>/datapackage.json")
def catalogue_described(slug: str) -> Response:
    """What the columns of that file are (Frictionless Data Package)."""
    edition = announced(slug)
    path = address("public.catalogue_as_csv", slug=slug)
    return _open(jsonify(catalogue.schema(edition.name, edition.currency, path)))


def _every_offer(wanted: LotFilter) -> Iterator[Offer]:
    """Every offer wanted, the newest first, a page at a time and each in a session of its own.

    So whoever reads slowly holds neither a connection nor a read open, which would keep SQLite's
    log from being taken in and PostgreSQL's rows from being cleaned away.
    """
    app: Flask = current_app._get_current_object()

    def read(after: str | None) -> Page[Offer]:
        with app.app_context():
            return offers(wanted, after=after, size=READ).page

    def walk() -> Iterator[Offer]:
        page = read(None)
        yield from page.rows
        while page.after:
            page = read(page.after)
            yield from page.rows

    return walk()


def _open(answer: Response) -> Response:
    """Readable by the pages of others, and kept for a while by whoever asks often."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.cache_control.public = True
    answer.cache_control.max_age = FRESH_SECONDS
    return answer
