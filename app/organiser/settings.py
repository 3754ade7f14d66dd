"""An edition's settings: what is said of it, with its sites, categories and life."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from app.errors import attach
from app.holds import letters
from app.organiser import blueprint
from app.organiser.edition_forms import EditionForm
from app.security import current_actor
from bourse.db import transaction
from bourse.editions import service
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.holds.changing import end_sooner
from bourse.holds.models import Hold


@blueprint.route("/editions/<slug>/settings", methods=["GET", "POST"])
def settings(slug: str) -> Response | str | tuple[str, int]:
    """Read and change what is said of an edition."""
    form = EditionForm(edition_by_slug(slug))
    if form.validate_on_submit():
        try:
            with transaction():
                edition = edition_by_slug(slug)
                service.revise_edition(edition, form.draft(edition), by=current_actor())
                shortened = end_sooner(edition, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The settings are saved."), "good")
            _tell(shortened)
            return redirect(url_for("organiser.settings", slug=slug))
    page = render_template("organiser/settings.html", form=form, edition=edition_by_slug(slug))
    return page, 422 if form.errors else 200


def _tell(shortened: Sequence[Hold]) -> None:
    """Write to visitors whose reservation ends sooner with the edition, and say so."""
    if shortened:
        letters.shortened(shortened)
        flash(
            ngettext(
                "One reservation ends sooner with the edition: its visitor is told.",
                "%(num)d reservations end sooner with the edition: their visitors are told.",
                len(shortened),
            ),
            "good",
        )
