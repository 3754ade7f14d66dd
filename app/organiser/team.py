"""The team: who else may enter, invited by mail, with which roles."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app import links, mail
from app.language import current
from app.links import AGES, Purpose
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.people import service
from bourse.people.models import Role, User
from bourse.people.queries import user_by_id
from bourse.people.team import TEAM, team, teammate
from reports.kit.words import word


class InviteForm(FlaskForm):
    """Who to invite, as what."""

    email = EmailField(_("E-mail address"), [InputRequired(), Email(), Length(max=254)])
    name = StringField(_("Name"), [InputRequired(), Length(max=200)])
    roles = SelectMultipleField(
        _("Roles"),
        [InputRequired()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def __init__(self) -> None:
        super().__init__()
        self.roles.choices = [SelectChoice(role.value, word(role, current())) for role in TEAM]


@blueprint.get("/team/")
def team_list() -> str:
    """Everyone with a role of the team."""
    return render_template("organiser/team.html", page=team(after=request.args.get("after")))


@blueprint.route("/team/invite", methods=["GET", "POST"])
def invite() -> Response | str | tuple[str, int]:
    """Give roles to a person; a new one chooses a password by a mailed link."""
    form = InviteForm()
    if not form.validate_on_submit():
        return render_template("organiser/invite.html", form=form), 422 if form.errors else 200
    with transaction():
        user = service.ensure_user(str(form.email.data), str(form.name.data), by=current_actor())
        for role in form.roles.data or []:
            service.grant(user, Role(role), by=current_actor())
    _mail_invitation(user)
    flash(gettext("%(name)s is in the team; a message is on its way.", name=user.name), "good")
    return redirect(url_for("organiser.team_list"))


@blueprint.get("/team/<int:user_id>")
def team_member(user_id: int) -> str:
    """One person: their roles, and what may be done with the account."""
    user = user_by_id(user_id)
    return render_template(
        "organiser/team_member.html",
        member=teammate(user),
        others=[role for role in TEAM if role not in user.roles],
        oneself=user.id == current_actor().user_id,
    )


@blueprint.post("/team/<int:user_id>/grant")
def grant_role(user_id: int) -> Response:
    """Give one more role."""
    with transaction():
        service.grant(user_by_id(user_id), _role(), by=current_actor())
    flash(gettext("The role is given."), "good")
    return redirect(url_for("organiser.team_member", user_id=user_id))


@blueprint.post("/team/<int:user_id>/withdraw")
def withdraw_role(user_id: int) -> Response:
    """Take a role back."""
    with transaction():
        service.withdraw_role(user_by_id(user_id), _role(), by=current_actor())
    flash(gettext("The role is withdrawn."), "good")
    return redirect(url_for("organiser.team_member", user_id=user_id))


@blueprint.post("/team/<int:user_id>/resend")
def resend_invitation(user_id: int) -> Response:
    """Mail the invitation again."""
    user = user_by_id(user_id)
    _mail_invitation(user)
    flash(gettext("A message to %(name)s is on its way.", name=user.name), "good")
    return redirect(url_for("organiser.team_member", user_id=user_id))


@blueprint.route("/team/<int:user_id>/disable", methods=["GET", "POST"])
def disable_account(user_id: int) -> Response | str:
    """Close an account, after asking."""
    form = FlaskForm()
    if form.validate_on_submit():
        with transaction():
            service.disable(user_by_id(user_id), by=current_actor())
        flash(gettext("The account is closed."), "good")
        return redirect(url_for("organiser.team_member", user_id=user_id))
    return render_template(
        "organiser/disable_account.html", form=form, member=teammate(user_by_id(user_id))
    )


@blueprint.post("/team/<int:user_id>/enable")
def enable_account(user_id: int) -> Response:
    """Open a closed account again."""
    with transaction():
        service.enable(user_by_id(user_id), by=current_actor())
    flash(gettext("The account is open again."), "good")
    return redirect(url_for("organiser.team_member", user_id=user_id))


def _role() -> Role:
    """The role of the team that a button names."""
    named = request.form.get("role")
    if named not in TEAM:
        abort(400)
    return Role(named)


def _mail_invitation(user: User) -> None:
    """A link to a first password; who has one is told where to sign in."""
    if user.password_hash:
        mail.deliver(
            "account_role", user.email, name=user.name, link=links.address("account.sign_in")
        )
        return
    mail.deliver(
        "account_invitation",
        user.email,
        name=user.name,
        link=links.address("account.invitation", token=links.user_token(Purpose.INVITE_USER, user)),
        days=AGES[Purpose.INVITE_USER] // timedelta(days=1),
    )
