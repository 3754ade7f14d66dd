"""A series of lots like one that is there: what differs, a preview to put right, all or none."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from app.errors import attach, sentence
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.fields import MoneyField, QuantityField, WeightField
from app.lots.form import longest
from app.lots.photos import copied
from app.security import current_actor
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.lots.lifecycle import MAY_OFFER, check_writable
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code
from bourse.lots.series import (
    MOST,
    Variant,
    named,
    parts,
    read_values,
    weight_for,
    weight_of_one,
    write_series,
)
from bourse.photos.lot_photos import add_photo, photos_of
from bourse.values.device_uuid import read_uuid

END = "end"
"""The choice of adding to the designation's end, beside those of its numbers."""


class RowForm(Form):
    """One lot of the series, to put right; `value` is what it was made from."""

    uuid = HiddenField()
    value = HiddenField()
    designation = StringField(_("What is it?"), [InputRequired(), longest("designation")])
    quantity = QuantityField(_("Quantity"), [InputRequired()])
    price = MoneyField(_("Price of one unit"), [InputRequired()])
    weight = WeightField(_("Weight of one"), [Optional()])


class SeriesForm(FlaskForm):
    """What differs, the values, and the rows once they were shown."""

    part = RadioField(_("What differs?"), [InputRequired(_("Choose one of the list."))])
    values = TextAreaField(_("Its values"), [InputRequired()])
    follows = BooleanField(_("The weight follows: twice as wide, twice as heavy"))
    with_photos = BooleanField(_("With the same photos"))
    offer = BooleanField(_("Put them on sale at once"))
    unit = HiddenField()
    rows = FieldList(FormField(RowForm), max_entries=MOST)

    def number(self) -> int | None:
        """Which number of the designation differs; None for its end."""
        return None if self.part.data == END else int(self.part.data)


@blueprint.route("/<slug>/<exhibitor>/lots/<code>/series", methods=["GET", "POST"])
def series(slug: str, exhibitor: str, code: str) -> Response | str | tuple[str, int]:
    """Say what differs, see each lot, then write them all."""
    me = acting(slug, exhibitor)
    check_writable(me)
    lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
    form = _form(lot)
    if form.validate_on_submit():
        try:
            if request.form.get("then") == "write":
                return _written(form, me, lot)
            _show_rows(form, lot)
        except BourseError as error:
            _attach(form, error)
    me = acting(slug, exhibitor)
    page = render_template(
        "exhibitor/lot_series.html",
        form=form,
        exhibitor=me,
        edition=me.edition,
        lot=lot_by_code(me.edition_id, code, exhibitor_id=me.id),
        photos=photos_of([lot]).get(lot.id, ()),
        may_offer=me.status in MAY_OFFER,
    )
    return page, 422 if form.errors else 200


def _form(lot: Lot) -> SeriesForm:
    found = parts(lot.designation)
    form = SeriesForm(
        data={
            "part": "0" if found else END,
            "follows": True,
            "with_photos": True,
            "offer": True,
            "unit": lot.unit,
        }
    )
    numbers = [
        (str(at), f"{before}[{number}]{after}") for at, (before, number, after) in enumerate(found)
    ]
    form.part.choices = [*numbers, (END, f"{lot.designation}, […]")]
    return form


def _show_rows(form: SeriesForm, lot: Lot) -> None:
    """A row for each value, as it would be written."""
    while form.rows.entries:
        form.rows.pop_entry()
    part = form.number()
    for value in read_values(str(form.values.data), part):
        weight = weight_for(lot, part, value, follows=bool(form.follows.data))
        form.rows.append_entry(
            {
                "uuid": str(uuid.uuid4()),
                "value": value,
                "designation": named(lot.designation, part, value),
                "quantity": lot.quantity,
                "price": lot.price,
                "weight": weight_of_one(lot, weight),
            }
        )


def _written(form: SeriesForm, me: Exhibitor, lot: Lot) -> Response:
    """Every row as a lot, with the photos of the one they are like."""
    code, variants = lot.code, [_variant(form, row, lot) for row in form.rows]
    photos = photos_of([lot]).get(lot.id, ()) if form.with_photos.data else ()
    with copied(photos, len(variants)) as sets, transaction():
        me = acting(me.edition.slug, me.code)
        offer = bool(form.offer.data) and me.status in MAY_OFFER
        lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
        lots = write_series(lot, variants, by=current_actor(), offer=offer)
        for made, kept in zip(lots, sets, strict=True):
            for position, photo in enumerate(kept):
                name = uuid.uuid5(uuid.UUID(made.uuid), str(position))
                add_photo(made, str(name), photo, by=current_actor())
    said = ngettext("%(num)d lot is written.", "%(num)d lots are written.", len(lots))
    flash(said, "good")
    return redirect(url_for("exhibitor.lots", slug=me.edition.slug, exhibitor=me.code))


def _variant(form: SeriesForm, row: FormField, lot: Lot) -> Variant:
    """The row as it was put right; a weight that was typed anew is declared."""
    proposed = weight_for(lot, form.number(), row.value.data, follows=bool(form.follows.data))
    typed = row.weight.data
    if typed != weight_of_one(lot, proposed):
        method = WeightMethod.UNKNOWN if typed is None else WeightMethod.DECLARED
        proposed = WeightDraft(method=method, unit_weight=typed)
    return Variant(
        uuid=read_uuid(row.uuid.data),
        designation=row.designation.data,
        quantity=row.quantity.data,
        price=row.price.data,
        weight=proposed,
    )


def _attach(form: SeriesForm, error: BourseError) -> None:
    """On its row where it has one, else on its field."""
    row = error.params.get("row")
    if isinstance(row, int) and row < len(form.rows):
        form.form_errors.append(f"{form.rows[row].designation.data}: {sentence(error)}")
    else:
        attach(form, error)
