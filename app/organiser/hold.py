"""One reservation: who made it, what it keeps and until when, and what the house does about it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from app.errors import attach
from app.fields import MomentField
from app.holds import letters, stand_letters
from app.holds.giving_up import ReasonForm, gave_up
from app.holds.slips import slip_file
from app.organiser import blueprint
from app.security import current_actor
from app.set_apart import qr_of
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.holds.changing import line_of, prolong
from bourse.holds.holding import cancel
from bourse.holds.models import Hold
from bourse.holds.preparing import lines_of
from bourse.holds.queries import hold_of, view_of
from bourse.tills.sales import sale_of

AT = "/editions/<slug>/holds/<code>"


class HoldUntilForm(FlaskForm):
    """Another hour, on the edition's clocks."""

    until = MomentField(_("Kept until"), [InputRequired()])


@blueprint.get(AT)
def hold(slug: str, code: str) -> str:
    """All that is known of it, and what can be done now."""
    edition = edition_by_slug(slug)
    found = hold_of(code, edition_id=edition.id)
    return render_template(
        "organiser/hold.html",
        edition=edition,
        found=found,
        hold=view_of(found),
        lines=lines_of(found, now()),
        qr=qr_of(view_of(found)),
        sale=sale_of(found.collected_by),
    )


@blueprint.get(f"{AT}/slip.pdf")
def hold_slip_paper(slug: str, code: str) -> Response:
    """The visitor's slip once more, for who comes without it."""
    return slip_file(_found(slug, code))


@blueprint.route(f"{AT}/cancel", methods=["GET", "POST"])
def cancel_hold(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Let the goods go, after asking why; the visitor is told."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                found = _found(slug, code)
                is_first = cancel(found, by=current_actor(), reason=str(form.reason.data))
        except BourseError as error:
            attach(form, error)
        else:
            if is_first:
                letters.cancelled(found)
                stand_letters.free_again(found)
            flash(gettext("The reservation is cancelled, and its lots are free again."), "good")
            return _back(slug, found)
    return _page("organiser/cancel_hold.html", slug, code, form)


@blueprint.route(f"{AT}/until", methods=["GET", "POST"])
def hold_until(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Keep the goods until another hour; the visitor is told."""
    found = _found(slug, code)
    form = HoldUntilForm(data={"until": found.expires_at})
    form.until.show(found.edition.timezone)
    if form.validate_on_submit():
        try:
            with transaction():
                found = _found(slug, code)
                until = form.until.at(found.edition.timezone)
                assert until is not None, "the form requires it"
                prolong(found, until, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            letters.prolonged(found)
            stand_letters.keep_aside(found)
            flash(gettext("The visitor is told the new hour."), "good")
            return _back(slug, found)
    return _page("organiser/hold_until.html", slug, code, form)


@blueprint.route(f"{AT}/lines/<int:position>/give-up", methods=["GET", "POST"])
def give_up_line(slug: str, code: str, position: int) -> Response | str | tuple[str, int]:
    """Say for a stand that it cannot keep a lot after all; the visitor is told."""
    form, edition = ReasonForm(), edition_by_slug(slug)
    if gave_up(form, edition.id, code, position):
        return _back(slug, _found(slug, code))
    return _page(
        "organiser/give_up_line.html", slug, code, form, line=line_of(_found(slug, code), position)
    )


def _found(slug: str, code: str) -> Hold:
    return hold_of(code, edition_id=edition_by_slug(slug).id)


def _page(
    template: str, slug: str, code: str, form: FlaskForm, **values: object
) -> tuple[str, int]:
    found = _found(slug, code)
    page = render_template(
        template, edition=found.edition, found=found, hold=view_of(found), form=form, **values
    )
    return page, 422 if form.errors else 200


def _back(slug: str, found: Hold) -> Response:
    return redirect(url_for("organiser.hold", slug=slug, code=found.code))
