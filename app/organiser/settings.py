"""An edition's settings: what is said of it, with its sites, categories and life."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import attach
from app.organiser import blueprint
from app.organiser.edition_forms import EditionForm
from app.security import current_actor
from bourse.db import transaction
from bourse.editions import service
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError


@blueprint.route("/editions/<slug>/settings", methods=["GET", "POST"])
def settings(slug: str) -> Response | str | tuple[str, int]:
    """Read and change what is said of an edition."""
    form = EditionForm(edition_by_slug(slug))
    if form.validate_on_submit():
        try:
            with transaction():
                edition = edition_by_slug(slug)
                service.revise_edition(edition, form.draft(edition), by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The settings are saved."), "good")
            return redirect(url_for("organiser.settings", slug=slug))
    page = render_template("organiser/settings.html", form=form, edition=edition_by_slug(slug))
    return page, 422 if form.errors else 200
