"""An edition that takes applications, and what a firm says when it applies."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.service import EditionDraft, SiteDraft, add_site, create_edition
from bourse.exhibitors.applications import Application
from bourse.people.actor import SYSTEM
from bourse.people.companies import CompanyData
from bourse.values import CompanyNumber

SIRET = "00000074500018"
OTHER_SIRET = "00000037200011"
BCE = "0428759497"


def application(number: str = SIRET, **said: object) -> Application:
    """What the Tuilerie du Doubs says; `said` says some of it otherwise."""
    company = {name: said.pop(name) for name in ("name", "town", "activity") if name in said}
    given = {
        "contact_name": "Jeanne Courvoisier",
        "contact_email": "jeanne@tuilerie.example",
        "representative_name": "Paul Courvoisier",
        "representative_capacity": "gérant",
    }
    return Application(
        number=CompanyNumber.parse(number, "BE" if len(number) == 10 else "FR"),
        company=CompanyData(**{"name": "Tuilerie du Doubs", "town": "Morteau", **company}),
        **{**given, **said},
    )


@pytest.fixture
def edition(app: Flask) -> Edition:
    """Two sites, applications open; committed."""
    with transaction():
        edition = create_edition(
            EditionDraft(
                name="Bourse de Morteau",
                slug="morteau",
                starts_on=date(2026, 6, 13),
                ends_on=date(2026, 6, 14),
                applications_open=True,
            ),
            by=SYSTEM,
        )
        add_site(edition, SiteDraft(name="Halle"), by=SYSTEM)
        add_site(edition, SiteDraft(name="Quai"), by=SYSTEM)
    return edition
