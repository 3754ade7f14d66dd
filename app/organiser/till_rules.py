"""What an edition's cashiers may do alone, set by the organiser."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from app.errors import attach
from app.fields import RateField
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.tills.rules import limit_markdowns


class TillRulesForm(FlaskForm):
    """The limit of a cashier's markdowns."""

    limit = RateField(_("What a cashier may take off a price"), [InputRequired()])


@blueprint.route("/editions/<slug>/tills/rules", methods=["GET", "POST"])
def till_rules(slug: str) -> Response | str | tuple[str, int]:
    """Read and change the limit; a supervisor has none."""
    form = TillRulesForm(data={"limit": edition_by_slug(slug).cashier_markdown})
    if form.validate_on_submit():
        try:
            with transaction():
                limit_markdowns(edition_by_slug(slug), form.limit.data, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The limit is saved; tills learn it at their next call."), "good")
            return redirect(url_for("organiser.tills", slug=slug))
    page = render_template("organiser/till_rules.html", edition=edition_by_slug(slug), form=form)
    return page, 422 if form.errors else 200
