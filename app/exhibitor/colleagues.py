"""Who acts for one's firm: asking a colleague, ending someone's access."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, StringField
from wtforms.validators import Email, InputRequired, Length

from app import letters
from app.errors import attach
from app.exhibitor import blueprint
from app.security import current_actor, limiter
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.people.companies import acting_company
from bourse.people.membership import invite_member, remove_member
from bourse.people.queries import member_of, members, user_by_id


class ColleagueForm(FlaskForm):
    """Whom to ask."""

    name = StringField(_("Name"), [InputRequired(), Length(max=200)])
    email = EmailField(_("E-mail address"), [InputRequired(), Email(), Length(max=254)])


@blueprint.route("/companies/<int:company_id>/people", methods=["GET", "POST"])
@limiter.limit("30 per hour", methods=["POST"])
def colleagues(company_id: int) -> Response | str | tuple[str, int]:
    """Who acts for the firm, and asking one more: they accept from their mail."""
    firm = acting_company(company_id, current_actor())
    form = ColleagueForm()
    if form.validate_on_submit():
        try:
            with transaction():
                firm = acting_company(company_id, current_actor())
                user = invite_member(
                    firm.id,
                    email=str(form.email.data),
                    name=str(form.name.data),
                    by=current_actor(),
                )
        except BourseError as error:
            attach(form, error)
        else:
            letters.colleague(user, firm, current_actor().name)
            flash(gettext("A message to %(email)s is on its way.", email=user.email), "good")
            return redirect(url_for("exhibitor.colleagues", company_id=company_id))
    page = render_template(
        "exhibitor/colleagues.html",
        company=acting_company(company_id, current_actor()),
        members=members(company_id),
        oneself=current_actor().user_id,
        form=form,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/companies/<int:company_id>/people/<int:user_id>/remove", methods=["GET", "POST"])
def remove_colleague(company_id: int, user_id: int) -> Response | str:
    """End someone's access, one's own too, after asking."""
    firm = acting_company(company_id, current_actor())
    form = FlaskForm()
    if form.validate_on_submit():
        with transaction():
            firm = acting_company(company_id, current_actor())
            remove_member(user_by_id(user_id), firm.id, by=current_actor())
        flash(gettext("This person no longer acts for %(company)s.", company=firm.name), "good")
        if user_id == current_actor().user_id:
            return redirect(url_for("account.profile"))
        return redirect(url_for("exhibitor.colleagues", company_id=company_id))
    return render_template(
        "exhibitor/remove_colleague.html",
        company=firm,
        member=member_of(company_id, user_id),
        oneself=user_id == current_actor().user_id,
        form=form,
    )
