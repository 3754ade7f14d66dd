"""A new edition: a name and two dates, then its settings."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import attach
from app.organiser import blueprint
from app.organiser.edition_forms import NewEditionForm
from app.security import current_actor
from bourse.db import transaction
from bourse.editions import service, slugs
from bourse.editions.service import EditionDraft
from bourse.errors import BourseError


@blueprint.route("/new-edition", methods=["GET", "POST"])
def new_edition() -> Response | str | tuple[str, int]:
    """Create an edition in preparation."""
    form = NewEditionForm()
    if form.validate_on_submit():
        try:
            with transaction():
                edition = service.create_edition(_draft(form), by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The edition is there. Now give it its sites and terms."), "good")
            return redirect(url_for("organiser.settings", slug=edition.slug))
    return render_template("organiser/new_edition.html", form=form), 422 if form.errors else 200


def slug_of(form: NewEditionForm) -> str:
    """The short name typed in, or one made of the name, which is then shown."""
    if not form.slug.data:
        form.slug.data = slugs.suggest(str(form.name.data), form.starts_on.data.year)
    return str(form.slug.data).strip()


def _draft(form: NewEditionForm) -> EditionDraft:
    return EditionDraft(
        name=str(form.name.data),
        slug=slug_of(form),
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
    )
