"""My account: how one is called, and a new password for who knows the present one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import login_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.account import blueprint
from app.account.password import ChoosePasswordForm
from app.account.throttle import tries_per_account
from app.errors import attach
from app.security import current_actor, signed_in
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.people import queries, service


class NameForm(FlaskForm):
    """How one is called."""

    name = StringField(_("Your name"), [InputRequired(), Length(max=200)])


class PasswordForm(ChoosePasswordForm):
    """The present password, so that an open screen does not give the account away."""

    present = PasswordField(_("Present password"), [InputRequired(), Length(max=200)])


@blueprint.get("/")
def profile() -> str:
    """Who I am here, and what I may do."""
    return render_template(
        "account/profile.html", actor=current_actor(), form=NameForm(name=current_actor().name)
    )


@blueprint.post("/")
def rename() -> Response | str | tuple[str, int]:
    """Change my name."""
    form = NameForm()
    if form.validate_on_submit():
        try:
            with transaction():
                user = queries.user_by_id(current_actor().user_id)
                service.rename(user, str(form.name.data), by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("Your name is changed."), "good")
            return redirect(url_for("account.profile"))
    return render_template("account/profile.html", actor=current_actor(), form=form), 422


@blueprint.route("/password", methods=["GET", "POST"])
@tries_per_account("10 per 15 minutes")
def password() -> Response | str | tuple[str, int]:
    """Change my password; every other device is signed out."""
    form, actor = PasswordForm(), current_actor()
    if form.validate_on_submit():
        try:
            if service.authenticate(actor.email, str(form.present.data)) is None:
                raise BourseError("password_wrong", field="present")
            hashed = service.hash_password(str(form.password.data))
            with transaction():
                user = queries.user_by_id(actor.user_id)
                service.set_password(user, hashed, by=actor)
        except BourseError as error:
            attach(form, error)
        else:
            login_user(signed_in(user))
            flash(gettext("Your password is changed; other devices are signed out."), "good")
            return redirect(url_for("account.profile"))
    page = render_template("account/password.html", form=form, email=actor.email)
    return page, 422 if form.errors else 200
