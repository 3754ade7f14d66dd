"""The deadline of cataloguing: who is not ready, what came late, reminders, extensions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from app import letters
from app.errors import attach
from app.fields import MomentField
from app.lots.category_names import category_names
from app.lots.late_change import differences
from app.organiser import blueprint
from app.security import current_actor
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.deadline import closing_of, end_extension, extend, granted
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots import late
from bourse.lots.reminders import remind, unready

AT = "/editions/<slug>/deadline/"


class ExtensionForm(FlaskForm):
    """Until when one exhibitor may go on."""

    until = MomentField(_("Until"), [InputRequired()])


@blueprint.get(AT)
def deadline(slug: str) -> str:
    """Everything about the hour when lots must be in."""
    edition = edition_by_slug(slug)
    closes_at = edition.catalogue_closes_at
    count = late.count(edition.id)  # first: what comes in meanwhile is newer than what is shown
    changes = late.late_changes(edition.id)
    drafts = late.late_drafts(edition.id, after=request.args.get("after"))
    not_ready, names = unready(edition), category_names()
    return render_template(
        "organiser/deadline.html",
        edition=edition,
        is_over=closes_at is not None and closes_at <= now(),
        unready=not_ready,
        to_remind=sum(one.email is not None and not one.asked for one in not_ready),
        granted=granted(edition),
        late=drafts,
        seen=late.handed_in([*drafts.rows, *(change.lot for change in changes)]),
        changes=[(change, differences(change.lot, change.said, names)) for change in changes],
        count=count,
    )


@blueprint.post(f"{AT}remind")
def remind_unready(slug: str) -> Response:
    """Write now to who has drafts left, or nothing on sale."""
    with transaction():
        edition = edition_by_slug(slug)
        taken = remind(edition, by=current_actor(), by_hand=True)
    letters.reminders(edition, taken)
    if taken:
        said = ngettext(
            "A reminder is on its way to %(num)d exhibitor.",
            "A reminder is on its way to %(num)d exhibitors.",
            len(taken),
        )
        flash(said, "good")
    else:
        flash(gettext("Everyone was written to already."), "warn")
    return _back(slug)


@blueprint.route("/editions/<slug>/exhibitors/<code>/extension", methods=["GET", "POST"])
def extension(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Give one exhibitor longer than the others."""
    edition = edition_by_slug(slug)
    whom = exhibitor_by_code(edition, code)
    found, form = closing_of(whom), ExtensionForm()
    if form.validate_on_submit():
        try:
            with transaction():
                edition = edition_by_slug(slug)
                until = form.until.at(edition.timezone)
                assert until is not None, "the form requires it"
                extend(exhibitor_by_code(edition, code), until, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The exhibitor sees on its pages until when it may go on."), "good")
            return _back(slug)
    edition = edition_by_slug(slug)
    page = render_template(
        "organiser/extension.html",
        edition=edition,
        exhibitor=exhibitor_by_code(edition, code),
        found=found,
        form=form,
    )
    return page, 422 if form.errors else 200


@blueprint.post("/editions/<slug>/exhibitors/<code>/extension/end")
def end_the_extension(slug: str, code: str) -> Response:
    """The edition's hour holds for this exhibitor too."""
    with transaction():
        end_extension(exhibitor_by_code(edition_by_slug(slug), code), by=current_actor())
    flash(gettext("The edition’s hour holds for this exhibitor again."), "good")
    return _back(slug)


def _back(slug: str) -> Response:
    return redirect(url_for("organiser.deadline", slug=slug))
