"""Cashiers: who sells, under which PIN."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from app.errors import attach
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.tills import service
from bourse.tills.models import Cashier
from bourse.tills.pins import draw_pin, hash_pin
from bourse.tills.queries import cashier_of, cashiers_of

AT = "/editions/<slug>/cashiers/"


class CashierForm(FlaskForm):
    """A name for the till's screen, and six digits."""

    name = StringField(_("Name"), [InputRequired(), Length(max=80)])
    pin = StringField(_("PIN"), [InputRequired()])
    is_supervisor = BooleanField(_("Supervisor"))


class PinForm(FlaskForm):
    """Other digits."""

    pin = StringField(_("New PIN"), [InputRequired()])


class SupervisorForm(FlaskForm):
    """What a cashier is to become: `to` is "yes" for a supervisor."""

    to = StringField(validators=[AnyOf(("yes", "no"))])


@blueprint.route(AT, methods=["GET", "POST"])
def cashiers(slug: str) -> Response | str | tuple[str, int]:
    """Who sells in the edition, and a form for one more; the PIN is shown here alone."""
    form = CashierForm()
    if form.validate_on_submit():
        try:
            pin_hash = hash_pin(str(form.pin.data))
            with transaction():
                cashier = service.create_cashier(
                    edition_by_slug(slug),
                    name=str(form.name.data),
                    pin_hash=pin_hash,
                    is_supervisor=bool(form.is_supervisor.data),
                    by=current_actor(),
                )
        except BourseError as error:
            attach(form, error)
        else:
            flash(_to_note(cashier, str(form.pin.data)), "good")
            return _back(slug)
    if not form.is_submitted():
        form.pin.data = draw_pin()
    edition = edition_by_slug(slug)
    page = render_template(
        "organiser/cashiers.html", edition=edition, cashiers=cashiers_of(edition.id), form=form
    )
    return page, 422 if form.errors else 200


@blueprint.route(f"{AT}<code>/pin", methods=["GET", "POST"])
def change_pin(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Give a cashier another PIN."""
    form = PinForm()
    if form.validate_on_submit():
        try:
            pin_hash = hash_pin(str(form.pin.data))
            with transaction():
                cashier = _found(slug, code)
                service.change_pin(cashier, pin_hash=pin_hash, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(_to_note(cashier, str(form.pin.data)), "good")
            return _back(slug)
    if not form.is_submitted():
        form.pin.data = draw_pin()
    page = render_template(
        "organiser/pin.html", edition=edition_by_slug(slug), cashier=_found(slug, code), form=form
    )
    return page, 422 if form.errors else 200


@blueprint.post(f"{AT}<code>/supervisor")
def make_supervisor(slug: str, code: str) -> Response:
    """Make a cashier a supervisor, or a cashier again; tills learn it at their next call."""
    form = SupervisorForm()
    name, is_one = _found(slug, code).name, form.to.data == "yes"
    if form.validate_on_submit():
        with transaction():
            cashier = _found(slug, code)
            service.make_supervisor(cashier, is_supervisor=is_one, by=current_actor())
        flash(
            gettext("%(name)s approves what others may not decide alone.", name=name)
            if is_one
            else gettext("%(name)s approves nothing any more.", name=name),
            "good",
        )
    return _back(slug)


@blueprint.route(f"{AT}<code>/retire", methods=["GET", "POST"])
def retire_cashier(slug: str, code: str) -> Response | str:
    """Let a cashier go, after asking."""
    form = FlaskForm()
    if form.validate_on_submit():
        with transaction():
            service.retire_cashier(_found(slug, code), by=current_actor())
        flash(gettext("They sell no more; their receipts keep their code."), "good")
        return _back(slug)
    return render_template(
        "organiser/retire_cashier.html",
        edition=edition_by_slug(slug),
        cashier=_found(slug, code),
        form=form,
    )


def _to_note(cashier: Cashier, pin: str) -> str:
    return gettext(
        "%(name)s sells with the PIN %(pin)s: write it down, it is not shown again.",
        name=cashier.name,
        pin=pin,
    )


def _found(slug: str, code: str) -> Cashier:
    return cashier_of(edition_by_slug(slug).id, code)


def _back(slug: str) -> Response:
    return redirect(url_for("organiser.cashiers", slug=slug))
