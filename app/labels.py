"""Printing labels: the form that chooses them, for exhibitors and organisers alike, and the PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

from flask import Response, current_app, request, send_file
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, SelectMultipleField
from wtforms.validators import NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.errors import attach
from app.filters import formats
from app.language import current
from app.links import public_root
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.lots.labelling import LotToLabel
from reports.labels.lots import labels
from reports.labels.pdf import write
from reports.labels.sheets import DEFAULT, SHEETS, Sheet, sheet_named

MOST_LABELS = 2_000
"""Labels in one PDF that a page makes; the command line makes as many as there are."""
MOST_COPIES = 20
MOST_TICKED = 300
"""Lots that a page lists for ticking."""


class LabelForm(FlaskForm):  # type: ignore[misc, unused-ignore]
    """Which labels, on which sheet. It only reads, so that its address can be kept."""

    class Meta:
        """Nothing is written: no token."""

        csrf = False

    sheet = SelectField(_("Sheet"), default=DEFAULT)
    first = IntegerField(_("First place"), [NumberRange(min=1)], default=1)
    copies = IntegerField(_("Copies of each"), [NumberRange(min=1, max=MOST_COPIES)], default=1)
    lot = SelectMultipleField(
        _("Lots"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )


def blank_form(lots: Sequence[LotToLabel]) -> LabelForm:
    """The form as it opens: of these lots, those that the address names are ticked, or all."""
    every = [lot.code.compact for lot in lots]
    named = request.args.getlist("lot") or ([] if request.args.get("tick") == "none" else every)
    return _with_choices(LabelForm(None, lot=named), lots)


def sent_form(lots: Sequence[LotToLabel]) -> LabelForm:
    """The form as it was sent; what is not sent is as it opens."""
    return _with_choices(LabelForm(request.args), lots)


def chosen_codes() -> list[str] | None:
    """The codes that were ticked; None for every lot on sale, where the form lists none."""
    codes = [code.upper() for code in request.args.getlist("lot")]
    return codes if codes or "ticked" in request.args else None


def label_root(edition: Edition) -> str:
    """The address before /l/<code> in the QR codes, which outlive the day.

    Raises `public_url_missing` without PUBLIC_URL, unless the edition is fictional: then this
    machine's own address will do.
    """
    if not current_app.config["PUBLIC_URL"] and not edition.is_fictional:
        raise BourseError("public_url_missing")
    return public_root()


def check(form: LabelForm, lots: Sequence[LotToLabel]) -> Sheet | None:
    """The sheet, when the form asks for what can be printed; else its errors are on the form."""
    if not form.validate():
        return None
    try:
        sheet = sheet_named(form.sheet.data)
        if form.first.data > sheet.labels:
            raise BourseError("label_place", field="first", places=sheet.labels)
        if not lots:
            raise BourseError("labels_none", field="lot")
        if len(lots) * form.copies.data > MOST_LABELS:
            raise BourseError("labels_too_many", field="copies", most=MOST_LABELS)
    except BourseError as error:
        attach(form, error)
        return None
    return sheet


def pdf(
    edition: Edition, lots: Sequence[LotToLabel], form: LabelForm, sheet: Sheet, name: str
) -> Response:
    """The labels, opened in the browser; `name` ends their file's name."""
    out = io.BytesIO()
    wanted = list(labels(edition, lots, label_root(edition), copies=form.copies.data))
    write(wanted, sheet, out, language=current(), first=form.first.data)
    out.seek(0)
    file = gettext("labels-%(name)s.pdf", name=name)
    return send_file(out, mimetype="application/pdf", download_name=file)


def _with_choices(form: LabelForm, lots: Sequence[LotToLabel]) -> LabelForm:
    form.sheet.choices = [(sheet.name, _described(sheet)) for sheet in SHEETS.values()]
    form.lot.choices = [(lot.code.compact, _named(lot)) for lot in _listed(lots)]
    if not form.lot.choices:
        del form.lot
    return form


def _listed(lots: Sequence[LotToLabel]) -> Sequence[LotToLabel]:
    """The lots to tick: all, or where they are too many those that the address names."""
    if len(lots) <= MOST_TICKED:
        return lots
    named = chosen_codes() or ()
    return [lot for lot in lots if lot.code.compact in named]


def _named(lot: LotToLabel) -> str:
    code = lot.code.printed.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{lot.designation} · {code}"


def _described(sheet: Sheet) -> str:
    width, height = (formats.decimal(Decimal(str(side)), current(), 1) for side in sheet.label)
    size = f"{width} × {height} mm"
    if sheet.name.startswith("roll"):
        return gettext("Roll of %(size)s", size=size)
    return ngettext(
        "A4, one label of %(size)s", "A4, %(num)d labels of %(size)s", sheet.labels, size=size
    )
