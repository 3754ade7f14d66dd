"""Signing in: the same answer, in the same time, whether or not the address is known."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask_babel import lazy_gettext as _
from flask_login import current_user, login_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from app.account import blueprint
from app.account.landing import landing
from app.account.throttle import tries_per_account, tries_per_device
from app.security import signed_in
from bourse.people.service import authenticate


class SignInForm(FlaskForm):
    """Who one is, and where one was going."""

    email = EmailField(_("E-mail address"), [InputRequired(), Length(max=254)])
    password = PasswordField(_("Password"), [InputRequired(), Length(max=200)])
    next = HiddenField()


@blueprint.route("/sign-in", methods=["GET", "POST"])
@tries_per_device("60 per 15 minutes")
@tries_per_account("10 per 15 minutes")
def sign_in() -> Response | str | tuple[str, int]:
    """Open a session and go where the person wanted, or to the room of their first role."""
    form = SignInForm(next=request.args.get("next", ""))
    if current_user.is_authenticated:
        return redirect(landing(current_user.actor.roles, form.next.data))
    if not form.validate_on_submit():
        return render_template("account/sign_in.html", form=form), 422 if form.errors else 200
    user = authenticate(str(form.email.data), str(form.password.data))
    if user is None:
        form.form_errors.append(
            _("The address or the password is wrong. Check both, or choose a new password.")
        )
        return render_template("account/sign_in.html", form=form), 422
    login_user(signed_in(user))
    return redirect(landing(user.roles, form.next.data))
