"""Opening an edition for sale and closing it, each after a page that says what it means."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.checks import told_checks
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions import service
from bourse.editions.queries import edition_by_slug


@blueprint.route("/editions/<slug>/settings/open", methods=["GET", "POST"])
def open_edition(slug: str) -> Response | str:
    """Let the tills sell; what is not ready is said, and the organiser decides."""
    form, edition = FlaskForm(), edition_by_slug(slug)
    if form.validate_on_submit():
        with transaction():
            service.open_edition(edition_by_slug(slug), by=current_actor())
        flash(gettext("The edition is open: the tills sell."), "good")
        return redirect(url_for("organiser.settings", slug=slug))
    missing = [told for told in told_checks(edition) if not told.ok and told.required]
    return render_template("organiser/open.html", form=form, edition=edition, missing=missing)


@blueprint.route("/editions/<slug>/settings/close", methods=["GET", "POST"])
def close_edition(slug: str) -> Response | str:
    """End the sale."""
    form, edition = FlaskForm(), edition_by_slug(slug)
    if form.validate_on_submit():
        with transaction():
            service.close_edition(edition_by_slug(slug), by=current_actor())
        flash(gettext("The edition is closed."), "good")
        return redirect(url_for("organiser.settings", slug=slug))
    return render_template("organiser/close.html", form=form, edition=edition)
