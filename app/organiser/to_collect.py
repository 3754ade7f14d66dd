"""What was paid and not collected: the edition's list, by exhibitor, for a screen or for paper."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from app import slips
from app.organiser import blueprint
from bourse.clock import now
from bourse.editions.queries import edition_by_slug
from bourse.lots.queries import exhibitors_of

AT = "/editions/<slug>/to-collect"


@blueprint.get(f"{AT}/")
def to_collect(slug: str) -> str:
    """The oldest first; by exhibitor, by words, by a receipt's number."""
    edition = edition_by_slug(slug)
    return render_template(
        "organiser/to_collect.html",
        edition=edition,
        page=slips.listed(edition),
        exhibitors=exhibitors_of(edition.id),
        now=now(),
    )


@blueprint.get(f"{AT}.xlsx")
def to_collect_file(slug: str) -> Response:
    """All of it, as a spreadsheet."""
    return slips.spreadsheet(edition_by_slug(slug))
