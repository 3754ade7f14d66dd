"""Forms of an edition: its name and dates, and its terms."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.fields import MomentField, MoneyField, RateField
from app.language import current
from bourse.editions.models import Edition, SalesMode
from bourse.editions.service import NO_COMMISSION, NO_FEE, EditionDraft
from reports.kit.words import word

USUAL_HOLD_HOURS = 48
CURRENCIES = ("EUR", "CHF", "XPF")
TIMEZONES = (
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Luxembourg",
    "Europe/Zurich",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "Indian/Mayotte",
    "Indian/Reunion",
    "Pacific/Noumea",
    "Pacific/Tahiti",
)


class NewEditionForm(FlaskForm):
    """What makes an edition: a name, a short name for addresses, and its days."""

    name = StringField(_("Name"), [InputRequired(), Length(max=200)])
    slug = StringField(_("Short name"), [Optional(), Length(max=80)])
    starts_on = DateField(_("First day"), [InputRequired()])
    ends_on = DateField(_("Last day"), [InputRequired()])


class EditionForm(FlaskForm):
    """All that is said of an edition but its short name, which stays."""

    name = StringField(_("Name"), [InputRequired(), Length(max=200)])
    place = StringField(_("Town or valley"), [Length(max=200)])
    description = TextAreaField(_("Presentation"), [Length(max=4000)])
    starts_on = DateField(_("First day"), [InputRequired()])
    ends_on = DateField(_("Last day"), [InputRequired()])
    timezone = SelectField(_("Time zone"), choices=TIMEZONES)
    catalogue_closes_at = MomentField(_("Lots must be in by"), [Optional()])
    applications_open = BooleanField(_("Firms may apply on the edition’s public page"))
    holds_allowed = BooleanField(_("Visitors may reserve lots in advance on the public catalogue"))
    hold_hours = IntegerField(_("A reservation is kept for"), [Optional()])
    sales_mode = RadioField(_("Who takes the buyers’ money"))
    currency = SelectField(_("Currency"), choices=CURRENCIES)
    commission = RateField(_("Commission on sales"))
    stand_fee = MoneyField(_("Stand fee per exhibitor"))

    def __init__(self, edition: Edition) -> None:
        super().__init__(obj=edition, data={"holds_allowed": edition.hold_hours is not None})
        self.hold_hours.flags.optional = False  # where holds are allowed
        if not self.is_submitted() and edition.hold_hours is None:
            self.hold_hours.data = USUAL_HOLD_HOURS
        self.catalogue_closes_at.show(edition.timezone)
        self.sales_mode.choices = [
            SelectChoice(mode.value, word(mode, current())) for mode in SalesMode
        ]
        if edition.timezone not in TIMEZONES:
            self.timezone.choices = [edition.timezone, *TIMEZONES]

    def draft(self, edition: Edition) -> EditionDraft:
        """What the form says, for this edition."""
        return EditionDraft(
            name=str(self.name.data),
            slug=edition.slug,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            place=self.place.data or "",
            description=self.description.data or "",
            timezone=self.timezone.data,
            sales_mode=SalesMode(self.sales_mode.data),
            currency=self.currency.data,
            commission=self.commission.data or NO_COMMISSION,
            stand_fee=self.stand_fee.data or NO_FEE,
            catalogue_closes_at=self.catalogue_closes_at.at(self.timezone.data),
            hold_hours=(self.hold_hours.data or 0) if self.holds_allowed.data else None,
            applications_open=self.applications_open.data,
            is_fictional=edition.is_fictional,
        )
