"""Who runs this installation: the name that signs mails, receipts and documents."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, StringField, TelField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional

from app.errors import attach
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.people import queries, service
from bourse.values import CompanyNumber


class OrganisationForm(FlaskForm):
    """Who we are."""

    name = StringField(_("Name"), [InputRequired(), Length(max=200)])
    address = TextAreaField(_("Address"), [Length(max=300)])
    email = EmailField(_("E-mail address"), [Optional(), Email(), Length(max=254)])
    phone = TelField(_("Telephone"), [Length(max=40)])
    siret = StringField(_("SIRET"), [Optional(), Length(max=40)])


@blueprint.route("/organisation/", methods=["GET", "POST"])
def organisation() -> Response | str | tuple[str, int]:
    """Read and change who we are."""
    form = OrganisationForm(obj=queries.organisation())
    if form.validate_on_submit():
        try:
            siret = _siret(form)
            with transaction():
                service.describe_organisation(
                    name=str(form.name.data).strip(),
                    address=(form.address.data or "").strip(),
                    email=form.email.data or "",
                    phone=form.phone.data or "",
                    siret=siret,
                    by=current_actor(),
                )
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("Saved: documents and mails now say this."), "good")
            return redirect(url_for("organiser.organisation"))
    return render_template("organiser/organisation.html", form=form), 422 if form.errors else 200


def _siret(form: OrganisationForm) -> str | None:
    if not form.siret.data:
        return None
    try:
        return CompanyNumber.parse(form.siret.data, "FR").compact
    except BourseError as error:
        error.params["field"] = "siret"
        raise
