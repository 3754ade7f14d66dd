"""An organiser enters a firm on its behalf: by telephone, on paper, without e-mail."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import EmailField
from wtforms.validators import Email, Length, Optional

from app.application_form import ApplicationForm, line
from app.errors import attach
from app.organiser import blueprint
from app.organiser.stand_form import StandForm
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors import service


class EntryForm(ApplicationForm):
    """What an organiser knows of the firm may be less than what it would say itself."""

    address = line(_("Address"), 300)
    postcode = line(_("Postcode"), 10)
    activity = line(_("Activity"), 200)
    contact_email = EmailField(_("E-mail address"), [Optional(), Email(), Length(max=254)])
    representative_name = line(_("Legal representative"), 200)
    representative_capacity = line(_("In the capacity of"), 100)


@blueprint.route("/editions/<slug>/exhibitors/new", methods=["GET", "POST"])
def enter_exhibitor(slug: str) -> Response | str | tuple[str, int]:
    """Enter a firm, approved at once; nothing is mailed."""
    edition = edition_by_slug(slug)
    form = _form(edition)
    if form.validate_on_submit():
        try:
            with transaction():
                exhibitor = service.enter_exhibitor(
                    edition_by_slug(slug),
                    form.whole_application(),
                    form.drafts(),
                    by=current_actor(),
                )
        except BourseError as error:
            attach(form, error)
        else:
            flash(
                gettext(
                    "%(company)s is entered, its code is %(code)s.",
                    company=exhibitor.company.name,
                    code=exhibitor.code,
                ),
                "good",
            )
            return redirect(url_for("organiser.exhibitor", slug=slug, code=exhibitor.code))
    page = render_template(
        "organiser/enter_exhibitor.html", edition=edition_by_slug(slug), form=form
    )
    return page, 422 if form.errors else 200


def _form(edition: Edition) -> EntryForm:
    class EntryFormOfEdition(EntryForm, StandForm.on(edition)):
        """The firm and its stands."""

    return EntryFormOfEdition(data=StandForm.values(edition, ()))
