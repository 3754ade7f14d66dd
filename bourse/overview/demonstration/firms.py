"""The firms come in by the door that real ones use: they apply, confirm, and are decided on."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from bourse.exhibitors.applications import Application
from bourse.exhibitors.decisions import mark_attended
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.service import apply, approve, confirm_application, refuse
from bourse.exhibitors.stands import StandDraft
from bourse.overview.demonstration import rows
from bourse.overview.demonstration.setting import Setting
from bourse.people.actor import VISITOR
from bourse.people.companies import CompanyData
from bourse.people.models import VatRegime
from bourse.values import CompanyNumber

FIRST_APPLICATION = timedelta(days=64)
DECIDED_AFTER = timedelta(days=4)
"""How long before the opening the first firm applied, and how long the organiser thought."""


def bring_in(setting: Setting) -> dict[str, Exhibitor]:
    """Every firm of companies.csv, by its key: present, waiting or refused."""
    exhibitors = {}
    opening = datetime.combine(setting.edition.starts_on, time(9), UTC)
    for place, row in enumerate(rows.companies()):
        exhibitor = apply(setting.edition, _application(row), by=VISITOR)
        confirm_application(exhibitor)
        if row.status == "confirmed":
            stands = [
                StandDraft(setting.sites[site].id, label) for site, label in row.stands.items()
            ]
            approve(exhibitor, stands, by=setting.organiser)
            mark_attended(exhibitor, present=True, by=setting.organiser)
        elif row.status == "refused":
            refuse(exhibitor, row.refusal_reason, by=setting.organiser)
        exhibitor.applied_at = opening - FIRST_APPLICATION + place * timedelta(days=2, hours=3)
        if exhibitor.decided_at:
            exhibitor.decided_at = exhibitor.applied_at + DECIDED_AFTER
        exhibitors[row.key] = exhibitor
    return exhibitors


def _application(row: rows.CompanyRow) -> Application:
    return Application(
        number=CompanyNumber.parse(row.siret, "FR"),
        company=CompanyData(
            name=row.name,
            legal_form=row.legal_form,
            address=row.address,
            postcode=row.postcode,
            town=row.town,
            activity=row.activity,
            vat_regime=VatRegime(row.vat_regime),
        ),
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        representative_name=row.representative_name,
        representative_capacity=row.representative_capacity,
        message=row.message,
    )
