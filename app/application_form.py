"""What a firm says of itself: the same fields when it applies, is entered, or changes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from stdnum.eu import vat
from wtforms import (
    EmailField,
    Field,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, Optional

from app.errors import sentence
from app.language import current
from bourse.errors import BourseError
from bourse.exhibitors.applications import Application
from bourse.exhibitors.models import Exhibitor
from bourse.people.companies import CompanyData, data_of
from bourse.people.models import Company, VatRegime
from bourse.values import CompanyNumber
from reports.kit.words import word


def _strip(text: str | None) -> str:
    return " ".join((text or "").split())


def line(label: str, longest: int, *, required: bool = False) -> StringField:
    """A line of text, its spaces put right."""
    first = InputRequired() if required else Optional()
    return StringField(label, [first, Length(max=longest)], filters=[_strip])


class CompanyForm(FlaskForm):
    """What is known of a company beside its number."""

    name = line(_("Company name"), 200, required=True)
    legal_form = line(_("Legal form"), 60)
    address = line(_("Address"), 300, required=True)
    postcode = line(_("Postcode"), 10, required=True)
    town = line(_("Town"), 100, required=True)
    activity = line(_("Activity"), 200, required=True)
    vat_regime = SelectField(_("VAT regime"), [InputRequired()], coerce=VatRegime)
    vat_number = line(_("VAT number"), 20)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.vat_regime.choices = [(regime.value, word(regime, current())) for regime in VatRegime]

    def validate_vat_number(self, field: Field) -> None:
        """A number that no member state gives out is a slip of the pen."""
        if field.data and not vat.is_valid(field.data):
            raise ValidationError(sentence(BourseError("vat_number_invalid")))

    def company_data(self) -> CompanyData:
        """What was filled in."""
        return CompanyData(
            name=self.name.data,
            legal_form=self.legal_form.data,
            address=self.address.data,
            postcode=self.postcode.data,
            town=self.town.data,
            activity=self.activity.data,
            vat_regime=VatRegime(self.vat_regime.data),
            vat_number=vat.compact(self.vat_number.data) if self.vat_number.data else "",
        )


class PeopleForm(FlaskForm):
    """Who speaks for the firm, and what it wants to say."""

    contact_name = line(_("Contact person"), 200, required=True)
    contact_email = EmailField(
        _("E-mail address"), [InputRequired(), Email(), Length(max=254)], filters=[_strip]
    )
    contact_phone = TelField(_("Telephone"), [Optional(), Length(max=40)], filters=[_strip])
    representative_name = line(_("Legal representative"), 200, required=True)
    representative_capacity = line(_("In the capacity of"), 100, required=True)
    message = TextAreaField(_("Message to the organiser"), [Optional(), Length(max=2000)])

    def application(self, number: CompanyNumber, company: CompanyData) -> Application:
        """What was filled in, for that company."""
        return Application(
            number=number,
            company=company,
            contact_name=self.contact_name.data,
            contact_email=self.contact_email.data or None,
            contact_phone=self.contact_phone.data or "",
            representative_name=self.representative_name.data,
            representative_capacity=self.representative_capacity.data,
            message=(self.message.data or "").strip(),
        )


class ApplicationForm(CompanyForm, PeopleForm):
    """A firm that is not known yet, or whose number is typed."""

    country = SelectField(_("Country"), [InputRequired()], default="FR")
    number = line(_("SIRET or BCE number"), 30, required=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = [("FR", _("France")), ("BE", _("Belgium"))]

    def validate_number(self, _field: Field) -> None:
        """The number must be one that its register gives out."""
        try:
            self.company_number()
        except BourseError as error:
            raise ValidationError(sentence(error)) from error

    def company_number(self) -> CompanyNumber:
        """The number typed; raises `company_number_invalid` and `company_number_country`."""
        return CompanyNumber.parse(self.number.data, self.country.data)

    def whole_application(self) -> Application:
        """All that was filled in."""
        return self.application(self.company_number(), self.company_data())


def company_values(company: Company) -> dict[str, object]:
    """What is known of a company, to fill the form in with."""
    known = data_of(company)
    return {field: getattr(known, field) for field in CompanyData.__slots__}


def people_values(last: Exhibitor | None) -> dict[str, object]:
    """Who spoke for the firm last time, to fill the form in with."""
    if last is None:
        return {}
    return {
        "contact_name": last.contact_name,
        "contact_email": last.contact_email,
        "contact_phone": last.contact_phone,
        "representative_name": last.representative_name,
        "representative_capacity": last.representative_capacity,
    }
