"""Copying an edition: last year's sites, terms, categories and tills under new dates."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import attach
from app.organiser import blueprint
from app.organiser.creating import slug_of
from app.organiser.edition_forms import NewEditionForm
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.overview.copying import copy_edition


@blueprint.route("/editions/<slug>/settings/copy", methods=["GET", "POST"])
def copy(slug: str) -> Response | str | tuple[str, int]:
    """Make a new edition in preparation from this one."""
    source, form = edition_by_slug(slug), NewEditionForm()
    if form.validate_on_submit():
        try:
            with transaction():
                edition = copy_edition(
                    edition_by_slug(slug),
                    slug=slug_of(form),
                    name=str(form.name.data),
                    starts_on=form.starts_on.data,
                    ends_on=form.ends_on.data,
                    by=current_actor(),
                )
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The copy is there: check its sites and terms."), "good")
            return redirect(url_for("organiser.settings", slug=edition.slug))
    page = render_template("organiser/copy.html", form=form, edition=source)
    return page, 422 if form.errors else 200
