"""Typing in a paper sheet: the form, as the sheet is laid out."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    DateTimeLocalField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.fields import MoneyField, ScaledField, WeightField
from app.language import current
from bourse.desk.written import WrittenLine, WrittenPayment, WrittenSheet
from bourse.editions.models import Edition
from bourse.lots.models import Origin
from bourse.tills.device import category_cards, seller_cards
from bourse.tills.models import PaymentMode
from bourse.tills.queries import cashiers_of
from bourse.values import Unit
from reports.kit.words import word

LINES = 7
"""As many as a sheet has (reports/receipts/blank_sheet.py)."""


class LineForm(Form):
    """A line: a lot's code and a quantity, or all that a line without a code needs."""

    lot = StringField(_("Code"), [Optional(), Length(max=120)])
    quantity = ScaledField(_("Quantity"), [Optional()], decimals=3)
    price = MoneyField(_("Unit price"), [Optional()])
    designation = StringField(_("Designation"), [Optional(), Length(max=200)])
    exhibitor = SelectField(_("Seller"), [Optional()])
    category = SelectField(_("Category"), [Optional()])
    origin = SelectField(_("Origin"), [Optional()])
    unit = SelectField(_("Unit"), [Optional()])
    weight = WeightField(_("Weight of one unit, in kg"), [Optional()])

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written on it."""
        written = (self.lot.data, self.designation.data, self.quantity.data, self.price.data)
        return not any(written)


class SheetForm(FlaskForm):
    """The whole sheet."""

    number = IntegerField(_("Sheet no."), [InputRequired(), NumberRange(min=1, max=10**9)])
    at = DateTimeLocalField(_("Date and time"), [InputRequired()])
    cashier = SelectField(_("Cashier"), [InputRequired()])
    lines = FieldList(FormField(LineForm), min_entries=LINES, max_entries=LINES)
    cash = MoneyField(_("Cash"), [Optional()])
    card = MoneyField(_("Card"), [Optional()])
    cheque = MoneyField(_("Cheque"), [Optional()])
    cheque_number = StringField(
        _("Number of the cheque"), [Optional(), Regexp(r"^[0-9A-Z][0-9A-Z ./-]{0,34}$")]
    )
    transfer = MoneyField(_("Transfer"), [Optional()])
    transfer_number = StringField(
        _("Number of the transfer"), [Optional(), Regexp(r"^[0-9A-Z][0-9A-Z ./-]{0,34}$")]
    )

    def offer(self, edition: Edition) -> None:
        """Give each list what the edition has to choose from."""
        people = [one for one in cashiers_of(edition.id) if one.retired_at is None]
        self.cashier.choices = [(one.code, f"{one.code} – {one.name}") for one in people]
        sellers = [("", "–"), *((one.code, one.name) for one in seller_cards(edition.id))]
        kinds = [(one.code, one.name(current())) for one in category_cards(edition.id)]
        units = [(unit.value, word(unit, current())) for unit in Unit]
        origins = [("", "–"), *((origin.value, word(origin, current())) for origin in Origin)]
        for line in self.lines:
            line.form.origin.choices = origins
            line.form.exhibitor.choices = sellers
            line.form.category.choices = [("", "–"), *kinds]
            line.form.unit.choices = units

    def gather(self) -> None:
        """Say above the form what is wrong on its lines; each field says it again beside itself."""
        for line in self.lines:
            for name in line.form.errors:
                self.form_errors += line.form[name].errors
        self.lines.errors = ()

    def written(self, timezone: str) -> WrittenSheet:
        """What was typed; the moment is the hall's own."""
        at: datetime = self.at.data
        return WrittenSheet(
            number=self.number.data or 0,
            at=at.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC),
            cashier=str(self.cashier.data),
            lines=tuple(_line(line.form) for line in self.lines if not line.form.is_empty),
            payments=tuple(self._payments()),
        )

    def _payments(self) -> list[WrittenPayment]:
        typed = (
            (PaymentMode.CASH, self.cash.data, None),
            (PaymentMode.CARD, self.card.data, None),
            (PaymentMode.CHEQUE, self.cheque.data, self.cheque_number.data),
            (PaymentMode.TRANSFER, self.transfer.data, self.transfer_number.data),
        )
        return [
            WrittenPayment(mode, amount, reference or None)
            for mode, amount, reference in typed
            if amount
        ]


def _line(form: LineForm) -> WrittenLine:
    return WrittenLine(
        quantity_milli=form.quantity.data or 0,
        lot=(form.lot.data or "").strip(),
        price=form.price.data,
        designation=(form.designation.data or "").strip(),
        exhibitor=form.exhibitor.data or "",
        category=form.category.data or "",
        unit=Unit(form.unit.data or Unit.PIECE),
        unit_weight=form.weight.data,
        origin=Origin(form.origin.data) if form.origin.data else None,
    )
