"""Companies: found by their number or made, described."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import select

from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.models import Company, VatRegime
from bourse.people.record import note
from bourse.values import CompanyNumber

COUNTRIES = {"siret": "FR", "bce": "BE"}
"""Whose companies have that kind of number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyData:
    """What is said of a company beside its number."""

    name: str
    legal_form: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    activity: str = ""
    vat_regime: VatRegime = VatRegime.NORMAL
    vat_number: str = ""


SAID = tuple(field.name for field in fields(CompanyData))
"""The names of what is said of a company, the same in `Company`."""


def find_company(number: CompanyNumber) -> Company | None:
    """The company that has this number, if it is known."""
    return db.session.scalar(
        select(Company).where(Company.number_kind == number.kind, Company.number == number.compact)
    )


def company_by_id(company_id: int) -> Company:
    """The company of this id; raises `company_unknown`."""
    company = db.session.get(Company, company_id)
    if company is None:
        raise BourseError("company_unknown")
    return company


def acting_company(company_id: int, by: Actor) -> Company:
    """A company that `by` may act for; another's raises `company_unknown`, as if it were none."""
    if company_id not in by.company_ids:
        raise BourseError("company_unknown")
    return company_by_id(company_id)


def companies_of(by: Actor) -> tuple[Company, ...]:
    """The companies that `by` may act for, by name."""
    return tuple(
        db.session.scalars(
            select(Company).where(Company.id.in_(by.company_ids)).order_by(Company.search_words)
        )
    )


def data_of(company: Company) -> CompanyData:
    """What is known of a company."""
    return CompanyData(**{name: getattr(company, name) for name in SAID})


def number_of(company: Company) -> CompanyNumber:
    """The company's number as a value."""
    return CompanyNumber.parse(company.number, COUNTRIES[company.number_kind])


def make_company(number: CompanyNumber, data: CompanyData, *, by: Actor) -> Company:
    """A company that was not known."""
    company = Company(
        number_kind=number.kind, number=number.compact, country=COUNTRIES[number.kind]
    )
    _write(company, data)
    db.session.add(company)
    db.session.flush()
    note(by, "company.create", f"company:{company.id}")
    return company


def describe_company(company: Company, data: CompanyData, *, by: Actor) -> None:
    """Change what is known of a company; its number is for ever."""
    if data_of(company) == data:
        return
    _write(company, data)
    db.session.flush()
    note(by, "company.describe", f"company:{company.id}")


def _write(company: Company, data: CompanyData) -> None:
    for name in SAID:
        setattr(company, name, getattr(data, name))
