"""Answering what was handed in late: ticked lots and changes, or everything that waits."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.bulk.followed import tell_followed
from app.lots.left import tell_left
from app.organiser import blueprint
from app.organiser.deadline import AT
from app.security import current_actor
from bourse.bulk.following import followed
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.lots import answering, late
from bourse.lots.answering import Answered
from bourse.lots.models import Lot
from bourse.lots.queries import lots_by_code

MOST = 500
"""Late lots, and as many late changes, answered at once: tills take their turn before the next."""


class RefuseLateForm(FlaskForm):
    """Why not."""

    reason = TextAreaField(_("Why, for the exhibitor"), [InputRequired(), Length(max=1_000)])


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
