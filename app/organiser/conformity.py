"""Who has declared that its lots conform, and who signed it on paper."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.language import current
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.conformity import (
    current_text,
    declarations,
    declare,
    withdraw_paper,
)
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.people.queries import organisation
from reports.slips.conformity import paper

AT = "/editions/<slug>/conformity/"


@blueprint.get(AT)
def conformity(slug: str) -> str:
    """Every exhibitor who takes part, with what it declared."""
    edition = edition_by_slug(slug)
    rows = declarations(edition)
    return render_template(
        "organiser/conformity.html",
        edition=edition,
        rows=sorted(rows, key=lambda row: row[1] is not None),
        missing=sum(declared is None for _exhibitor, declared in rows),
        text=current_text(),
    )


@blueprint.get(f"{AT}papers.pdf")
def conformity_papers(slug: str) -> Response:
    """A page to sign for each exhibitor who has not declared."""
    edition = edition_by_slug(slug)
    missing = [exhibitor for exhibitor, declared in declarations(edition) if declared is None]
    answer = make_response(paper(current_text(), missing, organisation(), current()))
    answer.mimetype = "application/pdf"
    return answer


@blueprint.post(f"{AT}<code>/paper")
def sign_paper(slug: str, code: str) -> Response:
    """Note that the firm signed the text on paper."""
    with transaction():
        whom = exhibitor_by_code(edition_by_slug(slug), code)
        declare(whom, current_text().version, by=current_actor(), on_paper=True)
    flash(gettext("%(company)s signed on paper: noted.", company=whom.company.name), "good")
    return redirect(url_for("organiser.conformity", slug=slug))


@blueprint.post(f"{AT}<code>/paper/undo")
def unsign_paper(slug: str, code: str) -> Response:
    """Take that back."""
    with transaction():
        withdraw_paper(exhibitor_by_code(edition_by_slug(slug), code), by=current_actor())
    flash(gettext("Taken back."), "good")
    return redirect(url_for("organiser.conformity", slug=slug))
