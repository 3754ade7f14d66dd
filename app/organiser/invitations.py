"""Inviting firms: many at once, again, or not after all; who answered and who has not."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import Length

from app import letters
from app.errors import attach, sentence
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors import answers
from bourse.exhibitors.answers import InvitationState
from bourse.exhibitors.invitation_lines import RefusedLine, parse
from bourse.exhibitors.invitations import invitation_of, invite, resend, revoke
from bourse.values.page import number_after

AT = "/editions/<slug>/invitations/"


class LinesForm(FlaskForm):
    """One firm a line."""

    lines = TextAreaField(_("Firms to invite, one a line"), [Length(max=100_000)])


@blueprint.route(AT, methods=["GET", "POST"])
def invitations(slug: str) -> Response | str | tuple[str, int]:
    """Invite, and see what became of each invitation; lines that were refused stay to put right."""
    form, refused = LinesForm(), tuple[RefusedLine, ...]()
    if form.validate_on_submit():
        try:
            lines, unread = parse(form.lines.data or "")
            with transaction():
                sent, known = invite(edition_by_slug(slug), lines, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            refused = tuple(sorted((*unread, *known), key=lambda line: line.row))
            letters.invitations(edition_by_slug(slug), sent)
            _tell_sent(len(sent))
            if not refused:
                return redirect(url_for("organiser.invitations", slug=slug))
            form.lines.raw_data = None
            form.lines.data = "\n".join(line.text for line in refused)
    page = _page(edition_by_slug(slug), form, refused)
    return page, 422 if form.errors or refused else 200


@blueprint.post(f"{AT}<int:invitation_id>/resend")
def resend_invitation_to_firm(slug: str, invitation_id: int) -> Response:
    """Write to this firm once more."""
    with transaction():
        edition = edition_by_slug(slug)
        invitation = invitation_of(edition, invitation_id)
        resend(invitation, by=current_actor())
    letters.invitations(edition, [invitation])
    flash(gettext("A message to %(email)s is on its way.", email=invitation.email), "good")
    return redirect(url_for("organiser.invitations", slug=slug))


@blueprint.post(f"{AT}<int:invitation_id>/revoke")
def revoke_invitation(slug: str, invitation_id: int) -> Response:
    """The link opens nothing any more; inviting the address again gives it back."""
    with transaction():
        invitation = invitation_of(edition_by_slug(slug), invitation_id)
        revoke(invitation, by=current_actor())
    flash(
        gettext("The invitation of %(company)s is taken back.", company=invitation.company_name),
        "good",
    )
    return redirect(url_for("organiser.invitations", slug=slug))


@blueprint.route(f"{AT}remind", methods=["GET", "POST"])
def remind_invited(slug: str) -> Response | str:
    """Write once more to all who have not answered, after saying how many they are."""
    form, edition = FlaskForm(), edition_by_slug(slug)
    if form.validate_on_submit():
        with transaction():
            edition = edition_by_slug(slug)
            waiting = answers.waiting(edition)
            for invitation in waiting:
                resend(invitation, by=current_actor())
        letters.invitations(edition, waiting)
        _tell_sent(len(waiting))
        return redirect(url_for("organiser.invitations", slug=slug))
    count = answers.counts(edition)[InvitationState.WAITING]
    return render_template("organiser/remind_invited.html", edition=edition, form=form, count=count)


def _page(edition: Edition, form: LinesForm, refused: tuple[RefusedLine, ...]) -> str:
    state, after = request.args.get("state", ""), request.args.get("after", "")
    page = answers.invitations(
        edition,
        search=request.args.get("q", ""),
        state=InvitationState(state) if state in set(InvitationState) else None,
        after=number_after(after) or None,
    )
    return render_template(
        "organiser/invitations.html",
        edition=edition,
        form=form,
        refused=[(line.row, line.text, sentence(line.error)) for line in refused],
        page=page,
        counts=answers.counts(edition),
        state=InvitationState,
    )


def _tell_sent(count: int) -> None:
    if count:
        flash(
            ngettext(
                "%(num)d invitation is on its way.", "%(num)d invitations are on their way.", count
            ),
            "good",
        )
