"""The sites of an edition: where it is held, and when each is open."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.errors import attach
from app.fields import PositionField
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions import service
from bourse.editions.queries import edition_by_slug, site_of
from bourse.editions.service import SiteDraft
from bourse.errors import BourseError


class SiteForm(FlaskForm):
    """Where a site is, and when it is open."""

    name = StringField(_("Name of the site"), [InputRequired(), Length(max=120)])
    address = StringField(_("Street and number"), [Length(max=300)])
    postcode = StringField(_("Postcode"), [Length(max=10)])
    town = StringField(_("Town"), [Length(max=100)])
    hours = TextAreaField(_("Opening hours"), [Length(max=300)])
    position = PositionField(_("Position on the map"), [Optional()])

    receives_goods = BooleanField(_("Goods are received here before they are sold"))

    def draft(self) -> SiteDraft:
        """What the form says."""
        return SiteDraft(
            name=str(self.name.data),
            address=self.address.data or "",
            postcode=self.postcode.data or "",
            town=self.town.data or "",
            hours=self.hours.data or "",
            position=self.position.data,
            receives_goods=self.receives_goods.data,
        )


@blueprint.route("/editions/<slug>/settings/sites/new", methods=["GET", "POST"])
def new_site(slug: str) -> Response | str | tuple[str, int]:
    """Add a site."""
    form = SiteForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_site(edition_by_slug(slug), form.draft(), by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            return _saved(slug, gettext("The site is added."))
    page = render_template(
        "organiser/site.html", form=form, edition=edition_by_slug(slug), site=None
    )
    return page, 422 if form.errors else 200


@blueprint.route("/editions/<slug>/settings/sites/<int:site_id>", methods=["GET", "POST"])
def site(slug: str, site_id: int) -> Response | str | tuple[str, int]:
    """Change a site."""
    edition = edition_by_slug(slug)
    form = SiteForm(obj=site_of(edition, site_id))
    if form.validate_on_submit():
        try:
            with transaction():
                changed = site_of(edition_by_slug(slug), site_id)
                service.revise_site(changed, form.draft(), by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            return _saved(slug, gettext("The site is saved."))
    edition = edition_by_slug(slug)
    page = render_template(
        "organiser/site.html", form=form, edition=edition, site=site_of(edition, site_id)
    )
    return page, 422 if form.errors else 200


@blueprint.route("/editions/<slug>/settings/sites/<int:site_id>/remove", methods=["GET", "POST"])
def remove_site(slug: str, site_id: int) -> Response | str:
    """Take a site away, after asking."""
    form, edition = FlaskForm(), edition_by_slug(slug)
    if form.validate_on_submit():
        with transaction():
            gone = site_of(edition_by_slug(slug), site_id)
            service.remove_site(gone, by=current_actor())
        return _saved(slug, gettext("The site is removed."))
    return render_template(
        "organiser/remove_site.html", form=form, edition=edition, site=site_of(edition, site_id)
    )


def _saved(slug: str, message: str) -> Response:
    flash(message, "good")
    return redirect(url_for("organiser.settings", slug=slug, _anchor="sites"))
