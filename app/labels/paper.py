"""Sheets described by their millimetres, and printers with their drift: kept for their owner."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length

from app.errors import attach
from app.fields import ScaledField
from app.labels.desk import Desk
from app.labels.form import described
from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.labels.paper import (
    LONGEST_NAME,
    SheetDraft,
    keep_printer,
    keep_sheet,
    own_printer,
    own_sheet,
    printers_of,
    sheets_of,
)
from reports.labels.sheets import SHEETS, own

MM = 3
"""Decimals of a millimetre in a micrometre."""


class SheetForm(FlaskForm):
    """A sheet as its box or a ruler says it."""

    name = StringField(_("Name"), [InputRequired(), Length(max=LONGEST_NAME)])
    page_width_um = ScaledField(_("Page width"), [InputRequired()], decimals=MM, default=210_000)
    page_height_um = ScaledField(_("Page height"), [InputRequired()], decimals=MM, default=297_000)
    label_width_um = ScaledField(_("Label width"), [InputRequired()], decimals=MM)
    label_height_um = ScaledField(_("Label height"), [InputRequired()], decimals=MM)
    columns = IntegerField(_("Labels across"), [InputRequired()], default=1)
    rows = IntegerField(_("Labels down"), [InputRequired()], default=1)
    margin_left_um = ScaledField(_("Left margin"), [InputRequired()], decimals=MM, default=0)
    margin_top_um = ScaledField(_("Top margin"), [InputRequired()], decimals=MM, default=0)
    gap_across_um = ScaledField(_("Gap between columns"), [InputRequired()], decimals=MM, default=0)
    gap_down_um = ScaledField(_("Gap between rows"), [InputRequired()], decimals=MM, default=0)


class PrinterForm(FlaskForm):
    """A printer, and what brings its labels back in place."""

    name = StringField(_("Name"), [InputRequired(), Length(max=LONGEST_NAME)])
    right_um = ScaledField(_("Move to the right"), [InputRequired()], decimals=MM, default=0)
    down_um = ScaledField(_("Move down"), [InputRequired()], decimals=MM, default=0)


def sheets(desk: Desk) -> Response | str | tuple[str, int]:
    """The owner's sheets, and the form that keeps one."""
    form = SheetForm()
    if form.validate_on_submit():
        said = {name: field.data for name, field in form._fields.items() if name != "csrf_token"}
        try:
            with transaction():
                kept = own(keep_sheet(SheetDraft(**said), desk.owner))
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("“%(name)s” is in the list of sheets.", name=said["name"]), "good")
            return redirect(desk.url("labels", sheet=kept.name))
    page = render_template(
        "labels/sheets.html",
        desk=desk,
        edition=desk.edition,
        exhibitor=desk.exhibitor,
        form=form,
        sheets=[
            (sheet, own(sheet), described(own(sheet), {own(sheet).name: sheet.name}))
            for sheet in sheets_of(desk.owner)
        ],
    )
    return page, 422 if form.errors or form.form_errors else 200


def forget_sheet(desk: Desk) -> Response:
    """Take one of the owner's sheets away; raises `own_sheet_unknown`."""
    with transaction():
        db.session.delete(own_sheet(_named(), desk.owner))
    return redirect(desk.url("label_sheets"))


def printers(desk: Desk) -> Response | str | tuple[str, int]:
    """The owner's printers, and the form that keeps one's offset."""
    form = PrinterForm()
    if form.validate_on_submit():
        try:
            with transaction():
                keep_printer(
                    form.name.data,
                    right_um=form.right_um.data,
                    down_um=form.down_um.data,
                    company_id=desk.owner,
                )
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("“%(name)s” is calibrated.", name=form.name.data), "good")
            return redirect(desk.url("label_printers"))
    page = render_template(
        "labels/printers.html",
        desk=desk,
        edition=desk.edition,
        exhibitor=desk.exhibitor,
        form=form,
        printers=printers_of(desk.owner),
        sheets=[(sheet.name, described(sheet, {})) for sheet in SHEETS.values()]
        + [(own(one).name, one.name) for one in sheets_of(desk.owner)],
        asked=request.args.get("sheet", ""),
    )
    return page, 422 if form.errors or form.form_errors else 200


def forget_printer(desk: Desk) -> Response:
    """Take one of the owner's printers away; raises `printer_unknown`."""
    with transaction():
        db.session.delete(own_printer(_named(), desk.owner))
    return redirect(desk.url("label_printers"))


def _named() -> int:
    """The number of the row that the form is about."""
    number = request.form.get("number", type=int)
    if number is None:
        abort(400)
    return number
