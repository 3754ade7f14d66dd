"""A person agrees to act for a company, from the link that a colleague had mailed to them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app import letters, links
from app.links import Purpose
from app.public import blueprint
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.people.companies import company_by_id
from bourse.people.membership import accept_membership, membership_of
from bourse.people.models import Company, User
from bourse.people.queries import actor_of, user_by_id


@blueprint.route("/join/<token>", methods=["GET", "POST"])
def join_company(token: str) -> Response | str:
    """Accept by a button: programs that read mail follow every link in it."""
    user, company = _asked(token)
    form = FlaskForm()
    if not form.validate_on_submit():
        return render_template("public/join_company.html", user=user, company=company, form=form)
    with transaction():
        user, company = _asked(token)
        accept_membership(user, company.id, by=actor_of(user))
    flash(gettext("You act for %(company)s now.", company=company.name), "good")
    if current_user.is_authenticated and current_user.actor.user_id == user.id:
        return redirect(url_for("exhibitor.home"))
    return redirect(letters.way_in(user))


def _asked(token: str) -> tuple[User, Company]:
    """Who was asked, and for which company; raises `link_dead` and `membership_withdrawn`."""
    user_id, company_id = links.unsign(Purpose.JOIN_COMPANY, token)
    user = user_by_id(int(user_id))
    if user.disabled_at:
        raise BourseError("link_dead")
    if membership_of(user, int(company_id)) is None:
        raise BourseError("membership_withdrawn")
    return user, company_by_id(int(company_id))
