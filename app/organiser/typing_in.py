"""The organiser types in what was sold on paper while every device was dead."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.errors import attach, sentence
from app.organiser import blueprint
from app.organiser.sheet_form import SheetForm
from app.organiser.sheets import AT
from app.security import current_actor
from bourse.db import transaction
from bourse.desk.typing_in import type_in
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.tills.catalogue import lot_names


@blueprint.route(f"{AT}type-in", methods=["GET", "POST"])
def type_sheet_in(slug: str) -> Response | str | tuple[str, int]:
    """One sheet, once; then the next one, at the same day and cashier."""
    edition, form = edition_by_slug(slug), SheetForm()
    form.offer(edition)
    if form.validate_on_submit():
        sheet = form.written(edition.timezone)
        try:
            with transaction():
                outcome = type_in(edition_by_slug(slug), sheet, by=current_actor())
        except BourseError as error:
            _attach(form, error)
        else:
            flash(
                gettext(
                    "Sheet %(number)s is entry %(seq)s of the journal.",
                    number=f"{sheet.number:04d}",
                    seq=outcome.seq,
                ),
                "good",
            )
            return redirect(url_for("organiser.type_sheet_in", slug=slug))
    form.gather()
    status = 422 if form.errors else 200
    return _page(edition_by_slug(slug), form), status


def _page(edition: Edition, form: SheetForm) -> str:
    codes = [line.form.lot.data or "" for line in form.lines]
    return render_template(
        "organiser/type_sheet_in.html",
        edition=edition,
        form=form,
        names=lot_names(edition.id, codes),
    )


def _attach(form: SheetForm, error: BourseError) -> None:
    """Put what is wrong with a line on the line that was written, wherever it stands."""
    part, _dash, name = str(error.params.get("field", "")).partition("lines-")
    place, _dash, field = name.partition("-")
    if part or not place.isdecimal():
        attach(form, error)
        return
    written = [line.form for line in form.lines if not line.form.is_empty][int(place)]
    found = written._fields.get(field, written.lot)
    found.errors = [*found.errors, sentence(error)]
