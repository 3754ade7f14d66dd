"""The organiser decides: approve, refuse, take back, move a stand, say who came, let a firm go."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app import letters
from app.errors import attach
from app.holds.held import who_counts_on_firm
from app.organiser import blueprint
from app.organiser.exhibitors import RefuseForm, sheet_page, stand_form
from app.organiser.stand_form import StandForm
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors import decisions, service
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.exhibitors.stands import place
from bourse.overview.leaving import leave, offered_lots

AT = "/editions/<slug>/exhibitors/<code>"
Answer = Response | tuple[str, int]


@blueprint.post(f"{AT}/approve")
def approve_exhibitor(slug: str, code: str) -> Answer:
    """Let the firm in with its stands, and write to it."""

    def approve(exhibitor: Exhibitor, form: StandForm) -> None:
        service.approve(exhibitor, form.drafts(), by=current_actor(), adopt=form.adopt.data)

    def tell(exhibitor: Exhibitor, _form: StandForm) -> None:
        letters.approved(exhibitor)
        flash(gettext("%(company)s is approved.", company=exhibitor.company.name), "good")

    return _with_stands(slug, code, approve, tell)


@blueprint.post(f"{AT}/stands")
def place_exhibitor(slug: str, code: str) -> Answer:
    """Give an approved firm other stands, and write to it when asked to."""

    def move(exhibitor: Exhibitor, form: StandForm) -> None:
        place(exhibitor, form.drafts(), by=current_actor())

    def tell(exhibitor: Exhibitor, form: StandForm) -> None:
        if form.tell.data:
            letters.stands_changed(exhibitor)
        flash(gettext("The stands are saved."), "good")

    return _with_stands(slug, code, move, tell)


@blueprint.post(f"{AT}/refuse")
def refuse_exhibitor(slug: str, code: str) -> Answer:
    """Say no, and write why."""
    form = RefuseForm(prefix="refuse")
    try:
        if form.validate_on_submit():
            with transaction():
                exhibitor = _found(slug, code)
                service.refuse(exhibitor, str(form.reason.data), by=current_actor())
            letters.refused(exhibitor)
            flash(gettext("The application is refused; the reason is in the letter."), "good")
            return _back(slug, code)
    except BourseError as error:
        attach(form, error)
    edition = edition_by_slug(slug)
    return sheet_page(edition, exhibitor_by_code(edition, code), refuse=form), 422


@blueprint.route(f"{AT}/cancel", methods=["GET", "POST"])
def cancel_exhibitor(slug: str, code: str) -> Response | str:
    """The firm does not come after all, once the organiser has read what that takes away."""
    form = FlaskForm()
    if form.validate_on_submit():
        with transaction():
            exhibitor = _found(slug, code)
            leave(exhibitor, by=current_actor())
        letters.cancelled(exhibitor)
        flash(gettext("%(company)s has left the edition.", company=exhibitor.company.name), "good")
        return _back(slug, code)
    exhibitor = _found(slug, code)
    return render_template(
        "organiser/cancel_exhibitor.html",
        edition=exhibitor.edition,
        exhibitor=exhibitor,
        lots=offered_lots(exhibitor),
        held_lines=who_counts_on_firm(exhibitor),
        form=form,
    )


@blueprint.post(f"{AT}/reopen")
def reopen_exhibitor(slug: str, code: str) -> Response:
    """Take a refusal or a withdrawal back."""
    return _decide(
        slug,
        code,
        lambda exhibitor: service.reopen(exhibitor, by=current_actor()),
        gettext("The application is to be examined again."),
    )


@blueprint.post(f"{AT}/present")
def mark_present(slug: str, code: str) -> Response:
    """The firm is there."""
    return _decide(
        slug,
        code,
        lambda exhibitor: decisions.mark_attended(exhibitor, present=True, by=current_actor()),
        gettext("Noted: the firm is present."),
    )


@blueprint.post(f"{AT}/absent")
def mark_absent(slug: str, code: str) -> Response:
    """Saying that it was there was a slip."""
    return _decide(
        slug,
        code,
        lambda exhibitor: decisions.mark_attended(exhibitor, present=False, by=current_actor()),
        gettext("Noted: the firm is not there yet."),
    )


@blueprint.post(f"{AT}/adopt")
def adopt_claims(slug: str, code: str) -> Response:
    """Take over what the application says otherwise than the company that was known."""
    return _decide(
        slug,
        code,
        lambda exhibitor: decisions.settle_claims(exhibitor, adopt=True, by=current_actor()),
        gettext("The firm’s data are up to date."),
    )


@blueprint.post(f"{AT}/dismiss")
def dismiss_claims(slug: str, code: str) -> Response:
    """Leave the company as it was."""
    return _decide(
        slug,
        code,
        lambda exhibitor: decisions.settle_claims(exhibitor, adopt=False, by=current_actor()),
        gettext("The firm’s data stay as they were."),
    )


def _with_stands(
    slug: str,
    code: str,
    act: Callable[[Exhibitor, StandForm], None],
    tell: Callable[[Exhibitor, StandForm], None],
) -> Answer:
    """Do what the form of stands asks, then tell; or show it again with what is wrong."""
    edition = edition_by_slug(slug)
    form = stand_form(edition, exhibitor_by_code(edition, code))
    try:
        if form.validate_on_submit():
            with transaction():
                exhibitor = _found(slug, code)
                act(exhibitor, form)
            tell(exhibitor, form)
            return _back(slug, code)
    except BourseError as error:
        attach(form, error)
    edition = edition_by_slug(slug)
    return sheet_page(edition, exhibitor_by_code(edition, code), place=form), 422


def _decide(slug: str, code: str, act: Callable[[Exhibitor], None], done: str) -> Response:
    """Do one thing to one exhibitor, and go back to it."""
    with transaction():
        act(_found(slug, code))
    flash(done, "good")
    return _back(slug, code)


def _found(slug: str, code: str) -> Exhibitor:
    return exhibitor_by_code(edition_by_slug(slug), code)


def _back(slug: str, code: str) -> Response:
    return redirect(url_for("organiser.exhibitor", slug=slug, code=code))
