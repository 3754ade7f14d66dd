"""Tills of an edition: where buyers pay, how, and on which devices."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.errors import attach
from app.language import current
from app.organiser import blueprint
from app.security import current_actor
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug, site_of
from bourse.errors import BourseError
from bourse.tills import service
from bourse.tills.models import PaymentMode, Till
from bourse.tills.queries import till_of, tills_of
from reports.kit.words import word

AT = "/editions/<slug>/tills/"


class TillForm(FlaskForm):
    """A till: its site, what people call it, and how one pays there."""

    site = SelectField(_("Site"), coerce=int)
    name = StringField(_("Name"), [InputRequired(), Length(max=80)])
    modes = SelectMultipleField(
        _("Payment modes"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    @property
    def chosen_modes(self) -> list[PaymentMode]:
        """The modes that were ticked."""
        return [PaymentMode(mode) for mode in self.modes.data or ()]


@blueprint.get(AT)
def tills(slug: str) -> str:
    """The tills with their devices: last seen, facts delivered, codes that wait."""
    edition = edition_by_slug(slug)
    return render_template(
        "organiser/tills.html", edition=edition, tills=tills_of(edition.id), now=now()
    )


@blueprint.route(f"{AT}new", methods=["GET", "POST"])
def new_till(slug: str) -> Response | str | tuple[str, int]:
    """Add a till to a site."""
    edition = edition_by_slug(slug)
    form = _form(edition, modes=[mode.value for mode in PaymentMode])
    if form.validate_on_submit():
        try:
            with transaction():
                edition = edition_by_slug(slug)
                till = service.create_till(
                    edition,
                    site=site_of(edition, form.site.data),
                    name=str(form.name.data),
                    modes=form.chosen_modes,
                    by=current_actor(),
                )
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("%(till)s is there: now enrol its device.", till=till.code), "good")
            return _back(slug)
    page = render_template(
        "organiser/till.html", edition=edition_by_slug(slug), form=form, till=None
    )
    return page, 422 if form.errors else 200


@blueprint.route(f"{AT}<code>/edit", methods=["GET", "POST"])
def edit_till(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Rename a till, or switch its payment modes; its site stays."""
    edition = edition_by_slug(slug)
    till = till_of(edition.id, code)
    form = _form(
        edition, site=till.site_id, name=till.name, modes=[mode.value for mode in till.modes]
    )
    form.site.data = till.site_id
    if form.validate_on_submit():
        try:
            with transaction():
                service.revise_till(
                    _found(slug, code),
                    name=str(form.name.data),
                    modes=form.chosen_modes,
                    by=current_actor(),
                )
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The till is saved; its devices learn it at their next call."), "good")
            return _back(slug)
    page = render_template(
        "organiser/till.html", edition=edition_by_slug(slug), form=form, till=_found(slug, code)
    )
    return page, 422 if form.errors else 200


@blueprint.route(f"{AT}<code>/retire", methods=["GET", "POST"])
def retire_till(slug: str, code: str) -> Response | str:
    """Put a till out of use, once the organiser has read what that does."""
    form = FlaskForm()
    if form.validate_on_submit():
        with transaction():
            service.retire_till(_found(slug, code), by=current_actor())
        flash(gettext("%(till)s is out of use.", till=code), "good")
        return _back(slug)
    return render_template(
        "organiser/retire_till.html",
        edition=edition_by_slug(slug),
        till=_found(slug, code),
        form=form,
    )


def _form(edition: Edition, **values: object) -> TillForm:
    form = TillForm(data=values)
    form.site.choices = [(site.id, site.name) for site in edition.sites]
    form.modes.choices = [(mode.value, word(mode, current())) for mode in PaymentMode]
    return form


def _found(slug: str, code: str) -> Till:
    return till_of(edition_by_slug(slug).id, code)


def _back(slug: str) -> Response:
    return redirect(url_for("organiser.tills", slug=slug))
