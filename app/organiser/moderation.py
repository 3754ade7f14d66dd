"""Moderation: the lots that ask something, and the organiser's answers."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from app import letters
from app.errors import attach, sentence
from app.lots.questions import told
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.lots.queries import lot_by_code
from bourse.moderation.answering import LONGEST_MESSAGE, ask_correction, find_fine
from bourse.moderation.questions import questioned, questions_of, seen_of

LOTS = "/editions/<slug>/lots"


class CorrectionRequestForm(FlaskForm):
    """What the exhibitor is to put right; `seen` names the questions that the page showed."""

    seen = HiddenField()

    message = TextAreaField(_("What to put right"), [InputRequired(), Length(max=LONGEST_MESSAGE)])


@blueprint.get(f"{LOTS}/questions")
def lot_questions(slug: str) -> str:
    """The lots that ask something; with `asked`, those whose exhibitor was asked."""
    edition = edition_by_slug(slug)
    page = questioned(edition.id, asked="asked" in request.args, after=request.args.get("after"))
    return render_template(
        "organiser/lot_questions.html",
        edition=edition,
        page=page,
        told=lambda questions: told(questions, edition.currency),
    )


@blueprint.post(f"{LOTS}/<code>/fine")
def find_lot_fine(slug: str, code: str) -> Response:
    """It is as it should be."""
    try:
        with transaction():
            lot = lot_by_code(edition_by_slug(slug).id, code)
            find_fine(lot, request.form.get("seen", ""), by=current_actor())
    except BourseError as error:
        if error.code != "lot_odd_anew":
            raise
        flash(sentence(error), "bad")
    else:
        flash(gettext("“%(lot)s” is fine: it asks nothing more.", lot=lot.designation), "good")
    return _back(slug, code)


@blueprint.route(f"{LOTS}/<code>/ask", methods=["GET", "POST"])
def ask_lot_correction(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Ask its exhibitor to put it right, by mail and on their page."""
    edition = edition_by_slug(slug)
    questions = questions_of(lot_by_code(edition.id, code))
    odd = told(questions, edition.currency)
    form = CorrectionRequestForm(
        seen=seen_of(questions),
        message="\n".join(f"{one.why} {one.what_to_do}".strip() for one in odd),
    )
    if form.validate_on_submit():
        try:
            with transaction():
                lot = lot_by_code(edition_by_slug(slug).id, code)
                seen, message = form.seen.data or "", form.message.data or ""
                ask_correction(lot, seen, message, by=current_actor())
        except BourseError as error:
            attach(form, error)
            form.seen.raw_data, form.seen.data = None, seen_of(questions)  # the page shows them
        else:
            letters.lot_correction(lot, message)
            flash(gettext("The exhibitor is asked about “%(lot)s”.", lot=lot.designation), "good")
            return _back(slug, code)
    lot = lot_by_code(edition_by_slug(slug).id, code)
    page = render_template(
        "organiser/ask_lot_correction.html", form=form, edition=edition, lot=lot, questions=odd
    )
    return page, 422 if form.errors or form.form_errors else 200


def _back(slug: str, code: str) -> Response:
    """To the lot when one came from it, else to the questions."""
    if request.form.get("from") == "lot":
        return redirect(url_for("organiser.lot", slug=slug, code=code))
    return redirect(url_for("organiser.lot_questions", slug=slug))
