"""A firm applies for an edition: the form, the mail to confirm, and the confirmed application."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app import letters, links
from app.application_form import ApplicationForm
from app.errors import attach, sentence
from app.links import Purpose
from app.public import blueprint
from app.public.editions import announced
from app.security import limiter
from bourse.db import transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors import queries, service
from bourse.exhibitors.invitations import live_invitation
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Invitation
from bourse.people.actor import VISITOR, Actor
from bourse.people.queries import organisation

SENT_TO = "application_sent_to"
"""Where the session keeps the address that a confirmation went to, for the next page."""


class StrangerForm(ApplicationForm):
    """The form of who is not known yet: they say that they may speak for the firm."""

    is_entitled = BooleanField(
        _("I may speak for this firm, and what I have written is true."),
        [InputRequired(_("Tick this box: only someone who may speak for the firm applies."))],
    )


@blueprint.route("/e/<slug>/apply", methods=["GET", "POST"])
@limiter.limit("30 per hour", methods=["POST"])
def apply(slug: str) -> Response | str | tuple[str, int]:
    """Apply; an invitation's link fills the form in and opens it before everyone else."""
    edition = edition_by_slug(slug)
    invitation = _invited(edition)
    if invitation is None:
        announced(slug)
    if not _takes_applications(edition, invitation):
        page = render_template(
            "public/applications_closed.html", edition=edition, house=organisation()
        )
        return page, 200
    form = StrangerForm(data=_known(invitation))
    if form.validate_on_submit():
        try:
            return _apply(edition, form)
        except BourseError as error:
            attach(form, error)
    page = render_template(
        "public/apply.html", edition=edition, form=form, invitation=invitation, house=organisation()
    )
    return page, 422 if form.errors else 200


@blueprint.get("/e/<slug>/apply/sent")
def application_sent(slug: str) -> str:
    """Check your mail."""
    return render_template(
        "public/application_sent.html", edition=edition_by_slug(slug), email=session.get(SENT_TO)
    )


@blueprint.route("/e/<slug>/apply/confirm/<token>", methods=["GET", "POST"])
def confirm_application(slug: str, token: str) -> Response | str:
    """Confirm from the mail, by a button: programs that read mail follow every link in it."""
    edition = edition_by_slug(slug)
    exhibitor = _mailed(edition, token)
    if exhibitor.status is not ExhibitorStatus.UNCONFIRMED:
        flash(gettext("This application is confirmed already: sign in to follow it."))
        return redirect(url_for("account.sign_in", next=url_for("exhibitor.home")))
    form = FlaskForm()
    if not form.validate_on_submit():
        return render_template(
            "public/confirm_application.html", edition=edition, exhibitor=exhibitor, form=form
        )
    with transaction():
        exhibitor = _mailed(edition, token)
        user = service.confirm_application(exhibitor)
    letters.application_received(exhibitor)
    flash(gettext("Thank you: your application is with the organiser."), "good")
    return redirect(letters.way_in(user))


def _apply(edition: Edition, form: StrangerForm) -> Response:
    with transaction():
        exhibitor = service.apply(
            edition, form.whole_application(), by=_actor(), invitation=_invited(edition)
        )
    if exhibitor.status is ExhibitorStatus.UNCONFIRMED:
        letters.confirm_application(exhibitor)
        session[SENT_TO] = exhibitor.contact_email
        return redirect(url_for("public.application_sent", slug=edition.slug))
    letters.application_received(exhibitor)
    flash(gettext("Thank you: your application is with the organiser."), "good")
    return redirect(url_for("exhibitor.home"))


def _actor() -> Actor:
    actor: Actor = current_user.actor if current_user.is_authenticated else VISITOR
    return actor


def _takes_applications(edition: Edition, invitation: Invitation | None) -> bool:
    if edition.status is EditionStatus.CLOSED:
        return False
    return edition.applications_open or invitation is not None


def _invited(edition: Edition) -> Invitation | None:
    """The invitation whose link was followed; a dead link is said, and is no invitation."""
    token = request.args.get("invitation")
    if not token:
        return None
    try:
        (invitation_id,) = links.unsign(Purpose.INVITE_COMPANY, token)
        return live_invitation(edition, int(invitation_id))
    except BourseError as error:
        if request.method == "GET":
            flash(sentence(error), "warn")
        return None


def _known(invitation: Invitation | None) -> dict[str, object]:
    """What the form can be filled in with: from the invitation, or from who is signed in."""
    if invitation:
        return {
            "name": invitation.company_name,
            "number": invitation.number,
            "country": "BE" if len(invitation.number) == 10 else "FR",
            "contact_name": invitation.contact_name,
            "contact_email": invitation.email,
        }
    actor = _actor()
    return {"contact_name": actor.name, "contact_email": actor.email} if actor.user_id else {}


def _mailed(edition: Edition, token: str) -> Exhibitor:
    """The application behind a confirmation's link, unless a newer one has taken its place."""
    exhibitor_id, stamp = links.unsign(Purpose.CONFIRM_EMAIL, token)
    exhibitor = queries.exhibitor_by_id(edition, int(exhibitor_id))
    if letters.stamp(exhibitor) != stamp:
        raise BourseError("link_dead")
    return exhibitor
