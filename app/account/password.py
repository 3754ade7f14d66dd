"""Passwords chosen by a mailed link: a forgotten one, and an invited person's first."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import login_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import Email, EqualTo, InputRequired, Length

from app import links, mail
from app.account import blueprint
from app.account.landing import landing
from app.account.throttle import requests_per_account, requests_per_device
from app.background import later
from app.errors import attach
from app.links import AGES, Purpose
from app.security import signed_in
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.people import queries, service


class ForgottenForm(FlaskForm):
    """The address of the account."""

    email = EmailField(_("E-mail address"), [InputRequired(), Email(), Length(max=254)])


class ChoosePasswordForm(FlaskForm):
    """A new password, typed twice because it is not seen."""

    password = PasswordField(_("New password"), [InputRequired(), Length(max=200)])
    repeat = PasswordField(
        _("The same once more"),
        [InputRequired(), EqualTo("password", _("The two passwords differ: type both again."))],
    )


class FirstPasswordForm(ChoosePasswordForm):
    """What an invited person tells: how they are called, and a password."""

    name = StringField(_("Your name"), [InputRequired(), Length(max=200)])


@blueprint.route("/forgotten", methods=["GET", "POST"])
@requests_per_device("30 per 15 minutes")
@requests_per_account("5 per hour")
def forgotten() -> Response | str | tuple[str, int]:
    """Mail a link to choose a new password; says the same whether or not there is an account.

    All that depends on the account happens after the answer, so that its time tells nothing.
    """
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render_template("account/forgotten.html", form=form), 422 if form.errors else 200
    later(_mail_reset, str(form.email.data))
    flash(
        gettext(
            "If %(email)s has an account, a message with a link is on its way. "
            "Look among the unwanted messages too.",
            email=form.email.data,
        ),
        "good",
    )
    return redirect(url_for("account.sign_in"))


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> Response | str | tuple[str, int]:
    """Choose a new password by the mailed link, and be signed in."""
    return _choose(Purpose.RESET_PASSWORD, token, ChoosePasswordForm())


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
def invitation(token: str) -> Response | str | tuple[str, int]:
    """Choose a first password by the link of an invitation, and be signed in."""
    user = links.user_of(Purpose.INVITE_USER, token)
    return _choose(Purpose.INVITE_USER, token, FirstPasswordForm(name=user.name))


def _choose(
    purpose: Purpose, token: str, form: ChoosePasswordForm
) -> Response | str | tuple[str, int]:
    user = links.user_of(purpose, token)
    if form.validate_on_submit():
        try:
            hashed = service.hash_password(str(form.password.data))
            with transaction():
                user = links.user_of(purpose, token)
                actor = queries.actor_of(user)
                if isinstance(form, FirstPasswordForm):
                    service.rename(user, str(form.name.data), by=actor)
                service.set_password(user, hashed, by=actor)
        except BourseError as error:
            if "field" not in error.params:
                raise
            attach(form, error)
        else:
            login_user(signed_in(user))
            flash(gettext("Your password is set, and you are signed in."), "good")
            return redirect(landing(user.roles, None))
    page = render_template(
        "account/choose_password.html", form=form, user=user, house=queries.organisation()
    )
    return page, 422 if form.errors else 200


def _mail_reset(email: str) -> None:
    """The link, when there is an account; an invited person who lost their mail has one too."""
    user = service.find_user(email)
    if user is not None and not user.disabled_at:
        mail.send(
            "account_reset",
            user.email,
            name=user.name,
            link=links.address(
                "account.reset", token=links.user_token(Purpose.RESET_PASSWORD, user)
            ),
            hours=AGES[Purpose.RESET_PASSWORD] // timedelta(hours=1),
        )
