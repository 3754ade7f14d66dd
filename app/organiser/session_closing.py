"""Closing a session in its tablet's place: what is in the drawer is counted, mode by mode."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.validators import InputRequired

from app.errors import attach, sentence
from app.fields import MoneyField
from app.language import current
from app.organiser import blueprint
from app.organiser.sessions import AT
from app.security import current_actor
from bourse.db import transaction
from bourse.desk.closing import ClosingReason, ToClose, close_instead, to_close
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.tills.models import PaymentMode
from bourse.values import Money
from reports.receipts.closing_slip import reason_word

_COUNTED = [InputRequired(_("Type what you counted, 0 if there is none."))]


class ClosingForm(FlaskForm):
    """What was counted of each mode, named by its code, and why."""

    cash = MoneyField(_("Cash"), _COUNTED)
    card = MoneyField(_("Card"), _COUNTED)
    cheque = MoneyField(_("Cheque"), _COUNTED)
    transfer = MoneyField(_("Transfer"), _COUNTED)
    reason = RadioField(_("Why is it closed here?"), [InputRequired(_("Choose one of the list."))])

    def offer(self, shown: ToClose) -> None:
        """Ask for the modes of this session alone; what took nothing is zero unless one types."""
        self.reason.choices = [(one.value, reason_word(one, current())) for one in ClosingReason]
        for mode in PaymentMode:
            if mode not in shown.expected:
                del self[mode.value]
            elif not (self.is_submitted() or mode is PaymentMode.CASH or shown.expected[mode]):
                self[mode.value].data = Money(0)

    def counted(self, shown: ToClose) -> dict[PaymentMode, Money]:
        """What was typed, by mode."""
        return {mode: self[mode.value].data for mode in shown.expected}


@blueprint.route(f"{AT}<uuid>/close", methods=["GET", "POST"])
def close_session(slug: str, uuid: str) -> Response | str | tuple[str, int]:
    """Count the drawer of a tablet that cannot: recorded as the organiser's closing."""
    edition, form = edition_by_slug(slug), ClosingForm()
    try:
        shown = to_close(edition.id, uuid)
    except BourseError as error:
        return _back(slug, error)
    form.offer(shown)
    if form.validate_on_submit():
        try:
            with transaction():
                close_instead(
                    edition_by_slug(slug).id,
                    uuid,
                    form.counted(shown),
                    ClosingReason(form.reason.data),
                    by=current_actor(),
                )
        except BourseError as error:
            if "field" not in error.params:
                return _back(slug, error)
            attach(form, error)
        else:
            said = gettext("The session of %(series)s is closed.", series=shown.series)
            flash(said, "good")
            return redirect(url_for("organiser.sessions", slug=slug))
    page = render_template(
        "organiser/close_session.html", edition=edition_by_slug(slug), form=form, shown=shown
    )
    return page, 422 if form.errors else 200


def _back(slug: str, error: BourseError) -> Response:
    """To the list, with why there is nothing to close here; what is not found at all is a 404."""
    if error.code == "session_unknown":
        raise error
    flash(sentence(error), "warn")
    return redirect(url_for("organiser.sessions", slug=slug))
