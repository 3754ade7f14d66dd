"""The live dashboard: read from across the hall, renewed every few seconds by JavaScript."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, render_template, request

from app import impact
from app.language import current
from app.organiser import blueprint
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.impact.report import Part
from bourse.overview import dashboard as overview
from reports.impact.splits import hours
from reports.kit.table import TEN_TONNES, tonnes, translated

LONGEST = 10
"""Categories and exhibitors shown; the report has them all."""


@blueprint.get("/editions/<slug>/")
def dashboard(slug: str) -> str:
    """The edition's figures now, its last sales, and what waits for a decision."""
    return _page("organiser/dashboard.html", edition_by_slug(slug))


@blueprint.get("/editions/<slug>/figures")
def dashboard_figures(slug: str) -> str | Response:
    """The part of the dashboard that moves; 204 when `seen` is still what there is."""
    edition = edition_by_slug(slug)
    if request.args.get("seen") == overview.version(edition):
        return Response(status=204)
    return _page("organiser/dashboard_figures.html", edition)


def _page(template: str, edition: Edition) -> str:
    found = overview.dashboard(edition)
    by_hour = hours(found.by_hour, found.headline, edition.timezone, current())
    return render_template(
        template,
        edition=edition,
        found=found,
        by_hour=impact.shown_table(translated(by_hour, current()), edition.currency),
        by_site=_bars(found.by_site),
        by_category=_bars(found.by_category),
        by_exhibitor=_bars(found.by_exhibitor),
    )


def _bars(parts: Sequence[Part]) -> list[impact.BarRow]:
    """The heaviest parts as rows of a chart: name, grams, tonnes as read."""
    digits = 1 if any(part.weight.grams >= TEN_TONNES for part in parts) else 2
    return [
        (part.named(current()), max(part.weight.grams, 0), tonnes(part.weight, current(), digits))
        for part in parts[:LONGEST]
        if part.weight or part.turnover
    ]
