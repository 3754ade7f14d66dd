"""Stock corrections: what broke, was lost, taken back or counted again, asked before recorded."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import UUID, InputRequired, Length, Optional

from app.errors import attach
from app.fields import QuantityField
from app.language import current
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.lots.corrections import (
    LONGEST_COMMENT,
    check_correction,
    correct_stock,
    corrections,
)
from bourse.lots.models import CorrectionReason, Lot
from bourse.lots.queries import lot_by_code, lots_by_code
from bourse.values import Quantity
from reports.kit.words import word


class CorrectionForm(FlaskForm):
    """What left a lot, or what a recount found; `fact_id` makes a second click harmless."""

    reason = RadioField(_("What happened?"), [InputRequired(_("Choose one of the list."))])
    unit = HiddenField()
    quantity = QuantityField(_("How much is gone"))
    counted = QuantityField(_("How much is there now"))
    comment = TextAreaField(_("Comment"), [Optional(), Length(max=LONGEST_COMMENT)])
    fact_id = HiddenField(validators=[InputRequired(), UUID()])
    sure = HiddenField()

    def removed(self, lot: Lot) -> Quantity:
        """What the lot loses: what was typed, or what is left less what was counted.

        Raises `correction_nothing` when the field is empty, `count_negative`.
        """
        if self.why is not CorrectionReason.RECOUNTED or self.sure.data:
            return _typed(self.quantity)
        counted = _typed(self.counted)
        if counted.milli < 0:
            raise BourseError("count_negative", field="counted")
        return lot.remaining - counted

    @property
    def why(self) -> CorrectionReason:
        """The reason chosen, once the form is valid."""
        return CorrectionReason(self.reason.data)


@blueprint.route("/editions/<slug>/lots/<code>/correction", methods=["GET", "POST"])
def correct_lot(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Say what left a lot, look at what it changes, record it."""
    edition = edition_by_slug(slug)
    lot = lot_by_code(edition.id, code)
    form = _form(lot)
    if form.validate_on_submit():
        try:
            removed = form.removed(lot)
            if form.sure.data:
                return _record(slug, code, form, removed)
            check_correction(lot, form.why, removed, comment=form.comment.data or "")
        except BourseError as error:
            if form.why is CorrectionReason.RECOUNTED and error.params.get("field") == "quantity":
                error.params["field"] = "counted"
            attach(form, error)
        else:
            return render_template(
                "organiser/confirm_correction.html",
                form=form,
                edition=edition,
                lot=lot,
                removed=removed,
            )
    page = render_template("organiser/correct_lot.html", form=form, edition=edition, lot=lot)
    return page, 422 if form.errors else 200


@blueprint.get("/editions/<slug>/lots/corrections")
def stock_corrections(slug: str) -> str:
    """The last corrections of the edition, as the journal has them."""
    edition = edition_by_slug(slug)
    history = corrections(edition.id)
    lots = lots_by_code(edition.id, [correction.lot for correction in history])
    return render_template(
        "organiser/corrections.html",
        edition=edition,
        history=history,
        designations={lot.code: lot.designation for lot in lots},
    )


def _form(lot: Lot) -> CorrectionForm:
    form = CorrectionForm(unit=lot.unit.value, fact_id=str(uuid.uuid4()))
    form.reason.choices = [(reason.value, word(reason, current())) for reason in CorrectionReason]
    return form


def _record(slug: str, code: str, form: CorrectionForm, removed: Quantity) -> Response:
    with transaction():
        lot = lot_by_code(edition_by_slug(slug).id, code)
        correct_stock(
            lot,
            form.why,
            removed,
            comment=form.comment.data or "",
            fact_id=str(form.fact_id.data).lower(),
            by=current_actor(),
        )
    flash(gettext("The correction of “%(lot)s” is in the journal.", lot=lot.designation), "good")
    return redirect(url_for("organiser.lot", slug=slug, code=lot.code))


def _typed(field: QuantityField) -> Quantity:
    """What the field says; raises `correction_nothing` when it says nothing."""
    if field.data is None:
        raise BourseError("correction_nothing", field=field.name)
    quantity: Quantity = field.data
    return quantity
