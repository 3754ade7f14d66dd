"""The deadline of cataloguing: who is not ready, reminders, extensions, and what came late."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app import letters
from app.bulk.followed import tell_followed
from app.errors import attach
from app.fields import MomentField
from app.lots.category_names import category_names
from app.lots.late_change import differences
from app.lots.left import tell_left
from app.organiser import blueprint
from app.security import current_actor
from bourse.bulk.following import followed
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.deadline import closing_of, end_extension, extend, granted
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots import answering, late
from bourse.lots.answering import Answered
from bourse.lots.models import Lot
from bourse.lots.queries import lots_by_code
from bourse.lots.reminders import remind, unready

AT = "/editions/<slug>/deadline/"
MOST = 500
"""Late lots, and as many late changes, answered at once: tills take their turn before the next."""


class RefuseLateForm(FlaskForm):
    """Why not."""

    reason = TextAreaField(_("Why, for the exhibitor"), [InputRequired(), Length(max=1_000)])


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


@blueprint.post(f"{AT}accept")
def accept_late(slug: str) -> Response:
    """Take the ticked lots and changes, or everything that waits."""
    with transaction():
        edition = edition_by_slug(slug)
        chosen = _all(edition) if "all" in request.form else _ticked(edition)
        drafts = [lot for lot in chosen if lot.late_at is not None]
        answered = answering.accept(chosen, _seen(chosen), by=current_actor())
        lowered = followed(drafts)
    tell_followed(lowered)
    done = answered.done
    if done:
        flash(ngettext("%(num)d is taken.", "%(num)d are taken.", done), "good")
    if "all" in request.form:
        _tell_rest(late.count(edition_by_slug(slug).id).total - len(answered.left), bool(chosen))
    elif not chosen:
        flash(gettext("Tick the lots first."), "warn")
    return _told(slug, answered)


@blueprint.route(f"{AT}refuse", methods=["GET", "POST"])
def refuse_late(slug: str) -> Response | str | tuple[str, int]:
    """Say no to the ticked lots and changes, with a reason that their exhibitors read."""
    edition, form = edition_by_slug(slug), RefuseLateForm()
    chosen = _ticked(edition)
    if not chosen:
        flash(gettext("Tick the lots first."), "warn")
        return _back(slug)
    if "sure" in request.form and form.validate_on_submit():
        with transaction():
            chosen, reason = _ticked(edition_by_slug(slug)), str(form.reason.data)
            answered = answering.refuse(chosen, _seen(chosen), reason, by=current_actor())
        done = answered.done
        if done:
            flash(ngettext("%(num)d is refused.", "%(num)d are refused.", done), "good")
        return _told(slug, answered)
    page = render_template(
        "organiser/refuse_late.html", edition=edition, form=form, lots=chosen, seen=_seen(chosen)
    )
    return page, 422 if form.errors else 200


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


def _ticked(edition: Edition) -> list[Lot]:
    return lots_by_code(edition.id, request.values.getlist("lot")[:MOST])


def _all(edition: Edition) -> list[Lot]:
    drafts = late.late_drafts(edition.id, size=MOST).rows
    return [*drafts, *(change.lot for change in late.late_changes(edition.id, size=MOST))]


def _seen(lots: Sequence[Lot]) -> dict[str, str]:
    """What stood on the page that sends this: of all that waits the newest, else each lot's mark.

    The page says "C7K3PX 2026-06-12T18:00…" of each of its rows, and a semicolon between two.
    """
    if "all" in request.form:
        newest = request.form.get("seen", "")
        marks = late.handed_in(lots)
        return {code: mark for code, mark in marks.items() if late.is_within(mark, newest)}
    said = request.form.get("seen", "").split(";")[: 2 * MOST]
    rows = (row.partition(" ") for row in said if row)
    return {code: mark for code, _space, mark in rows}


def _tell_rest(waiting: int, was_any: bool) -> None:
    """Say how much was too much for one go: the same button takes it too."""
    if waiting > 0:
        said = ngettext(
            "%(num)d more still waits: take it with the same button.",
            "%(num)d more still wait: take them with the same button.",
            waiting,
        )
        flash(said, "warn")
    elif not was_any:
        flash(gettext("Nothing waits any more: it was answered already."), "warn")


def _told(slug: str, answered: Answered) -> Response:
    """Back to what waits, with a word on each lot that could not be answered."""
    tell_left(answered.left, lambda lot: url_for("organiser.lot", slug=slug, code=lot.code))
    return _back(slug)


def _back(slug: str) -> Response:
    return redirect(url_for("organiser.deadline", slug=slug))
