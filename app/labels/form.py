"""The form that chooses labels: which lots, on which sheet, from which place, by which printer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from flask import request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.errors import attach
from app.filters import formats
from app.language import current
from bourse.errors import BourseError
from bourse.labels.labelling import LabelOrder, LotToLabel
from bourse.labels.paper import LabelPrinter, LabelSheet
from reports.labels.lots import number_of
from reports.labels.sheets import DEFAULT, SHEETS, Sheet, own, sheet_named

MOST_LABELS = 2_000
"""Labels in one PDF that a page makes; the command line makes as many as there are."""
MOST_COPIES = 20
MOST_TICKED = 300
"""Lots that a page lists for ticking."""
PALLETS = {"a4-4": "A6", "a4-2": "A5", "a4-1": "A4"}


class LabelForm(FlaskForm):
    """Which labels, on which sheet. It only reads, so that its address can be kept."""

    class Meta:
        """Nothing is written: no token."""

        csrf = False

    sheet = SelectField(_("Sheet"), default=DEFAULT)
    first = IntegerField(_("First place"), [NumberRange(min=1)], default=1)
    copies = IntegerField(_("Copies of each"), [NumberRange(min=1, max=MOST_COPIES)], default=1)
    order = SelectField(
        _("Order"),
        choices=[
            SelectChoice(LabelOrder.STAND.value, _("Stand by stand")),
            SelectChoice(LabelOrder.CODE.value, _("By code")),
            SelectChoice(LabelOrder.DESIGNATION.value, _("By designation")),
        ],
        default=LabelOrder.STAND.value,
    )
    reference = BooleanField(_("Show the price when new, crossed out, and the discount"))
    printer = SelectField(_("Printer"), [Optional()], default="")
    lot = SelectMultipleField(
        _("Lots"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )


def sheets_by_name(extra: Sequence[LabelSheet]) -> dict[str, Sheet]:
    """Every sheet to choose from, with those that somebody described."""
    return SHEETS | {sheet.name: sheet for sheet in map(own, extra)}


def blank_form(
    lots: Sequence[LotToLabel], extra: Sequence[LabelSheet], printers: Sequence[LabelPrinter]
) -> LabelForm:
    """The form as it opens: of these lots, those that the address names are ticked, or all.

    What the address says of the rest stands too, so that a choice can be looked at before it is
    printed; a place that the sheet does not have is its first.
    """
    every = [lot.code.compact for lot in lots]
    named = request.args.getlist("lot")
    if not named and "ticked" not in request.args and request.args.get("tick") != "none":
        named = every
    form = LabelForm(request.args if "sheet" in request.args else None)
    form.lot.data = named
    _with_choices(form, lots, extra, printers)
    sheet = sheets_by_name(extra).get(form.sheet.data or DEFAULT, SHEETS[DEFAULT])
    form.sheet.data = sheet.name
    if not form.first.data or not 1 <= form.first.data <= sheet.labels:
        form.first.data, form.first.raw_data = 1, None
    return form


def sent_form(
    lots: Sequence[LotToLabel], extra: Sequence[LabelSheet], printers: Sequence[LabelPrinter]
) -> LabelForm:
    """The form as it was sent; what is not sent is as it opens."""
    return _with_choices(LabelForm(request.args), lots, extra, printers)


def chosen_codes() -> list[str] | None:
    """The codes that were ticked; None for every lot on sale, where the form lists none."""
    codes = [code.upper() for code in request.values.getlist("lot")]
    return codes if codes or "ticked" in request.values else None


def check(form: LabelForm, lots: Sequence[LotToLabel], extra: Sequence[LabelSheet]) -> Sheet | None:
    """The sheet, when the form asks for what can be printed; else its errors are on the form."""
    if not form.validate():
        return None
    try:
        sheet = sheets_by_name(extra).get(form.sheet.data) or sheet_named(form.sheet.data)
        if form.first.data > sheet.labels:
            raise BourseError("label_place", field="first", places=sheet.labels)
        if not lots:
            raise BourseError("labels_none", field="lot")
        if number_of(lots, copies=form.copies.data) > MOST_LABELS:
            raise BourseError("labels_too_many", field="copies", most=MOST_LABELS)
    except BourseError as error:
        attach(form, error)
        return None
    return sheet


def described(sheet: Sheet, extra: Mapping[str, str]) -> str:
    """`A4, 24 étiquettes de 70 × 36 mm`; a sheet of one's own begins with its name."""
    width, height = (formats.decimal(Decimal(str(side)), current(), 2) for side in sheet.label)
    size = f"{width} × {height}\N{NO-BREAK SPACE}mm"
    if sheet.name in extra:
        name = extra[sheet.name]
        return ngettext(
            "%(name)s: one label of %(size)s",
            "%(name)s: %(num)d labels of %(size)s",
            sheet.labels,
            name=name,
            size=size,
        )
    if sheet.name.startswith("roll"):
        return gettext("Roll of %(size)s", size=size)
    said = ngettext(
        "A4, one label of %(size)s", "A4, %(num)d labels of %(size)s", sheet.labels, size=size
    )
    if sheet.name in PALLETS:
        return gettext("%(sheet)s: %(format)s for a pallet", sheet=said, format=PALLETS[sheet.name])
    return said


def _with_choices(
    form: LabelForm,
    lots: Sequence[LotToLabel],
    extra: Sequence[LabelSheet],
    printers: Sequence[LabelPrinter],
) -> LabelForm:
    names = {own(sheet).name: sheet.name for sheet in extra}
    form.sheet.choices = [
        (sheet.name, described(sheet, names)) for sheet in sheets_by_name(extra).values()
    ]
    plain = gettext("Any printer, nothing moved")
    form.printer.choices = [("", plain), *((str(one.id), one.name) for one in printers)]
    form.lot.choices = [(lot.code.compact, _named(lot)) for lot in _listed(lots)]
    if not printers:
        del form.printer
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
