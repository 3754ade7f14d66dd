"""A lot of a reservation cannot be kept: the form that asks why, and telling the visitor."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.errors import attach
from app.holds import letters, stand_letters
from app.security import current_actor
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.holds.changing import give_up, line_of
from bourse.holds.queries import hold_of
from bourse.values.plain import plain

LONGEST_REASON = 200


class ReasonForm(FlaskForm):
    """Why something cannot be kept, as the visitor reads it."""

    reason = TextAreaField(
        _("Why, for the visitor"),
        [DataRequired(), Length(max=LONGEST_REASON)],
        filters=[lambda text: plain(text or "").strip()],
    )


def gave_up(
    form: ReasonForm,
    edition_id: int,
    code: str,
    position: int,
    *,
    exhibitor_id: int | None = None,
) -> bool:
    """Take the line out and write to the visitor, once the form says why; else say what is wrong.

    The stand is written to where it was not the stand that gave it up.

    Raises `hold_unknown` and `hold_line_gone`; with `exhibitor_id`, for another's lines too.
    """
    found = hold_of(code, edition_id=edition_id)
    seller = line_of(found, position, exhibitor_id=exhibitor_id).lot.exhibitor
    if not form.validate_on_submit():
        return False
    reason = str(form.reason.data)
    try:
        with transaction():
            found = hold_of(code, edition_id=edition_id)
            line = give_up(found, position, reason, by=current_actor(), exhibitor_id=exhibitor_id)
    except BourseError as error:
        attach(form, error)
        return False
    letters.given_up(found, line, reason)
    if exhibitor_id is None:
        stand_letters.line_free_again(seller, found, line)
    flash(gettext("The visitor is told by mail, and the lot is free again."), "good")
    return True
