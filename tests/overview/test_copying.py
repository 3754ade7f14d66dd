"""Copying an edition: how it was held comes along, what was brought and sold does not."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions import queries
from bourse.editions.models import Edition, EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot
from bourse.overview.copying import copy_edition
from bourse.people.actor import SYSTEM
from bourse.tills.models import Cashier, Till
from tests.fixtures.edition import SmallEdition


def copied(source: Edition, slug: str = "morteau-2027") -> Edition:
    with transaction():
        return copy_edition(
            source,
            slug=slug,
            name="Morteau 2027",
            starts_on=date(2027, 6, 12),
            ends_on=date(2027, 6, 13),
            by=SYSTEM,
        )


def test_terms_sites_categories_and_tills_come_along(small: SmallEdition) -> None:
    with transaction():
        small.edition.categories[0].default_weight_g = 18_000
        small.edition.commission_bp, small.edition.hold_hours = 500, 36
        db.session.add(Till(edition=small.edition, site=small.site, number=2, name="Fond"))
        retired = Till(edition=small.edition, site=small.site, number=3, name="Bar")
        retired.retired_at = small.edition.created_at
        db.session.add(retired)
    copied(small.edition)

    edition = queries.edition_by_slug("morteau-2027")
    assert edition.status is EditionStatus.PREPARING
    assert (edition.name, edition.commission_bp) == ("Morteau 2027", 500)
    assert edition.hold_hours == 36
    assert [(site.name, site.town) for site in edition.sites] == [("Salle des fêtes", "Morteau")]
    assert {held.category_code: held.default_weight_g for held in edition.categories} == {
        "CAR": 18_000,
        "MIN": None,
        "PAN": None,
    }
    tills = db.session.scalars(select(Till).where(Till.edition_id == edition.id)).all()
    assert [(till.code, till.name, till.site_id) for till in tills] == [
        ("C1", "Sortie", edition.sites[0].id),
        ("C2", "Fond", edition.sites[0].id),
    ]
    assert all(till.enrolments == [] for till in tills)


def test_nothing_that_was_brought_comes_along(small: SmallEdition) -> None:
    edition = copied(small.edition)

    for model in (Exhibitor, Lot, Cashier):
        left = select(model).where(model.edition_id == edition.id)
        assert db.session.scalars(left).all() == []
    assert len(queries.edition_by_slug("morteau-2026").sites) == 1


def test_what_copies_a_fictional_edition_is_fictional(small: SmallEdition) -> None:
    with transaction():
        small.edition.is_fictional = True
    assert copied(small.edition).is_fictional


def test_a_taken_slug_copies_nothing(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="slug_taken"):
        copied(small.edition, slug="morteau-2026")
    assert len(db.session.scalars(select(Edition)).all()) == 1
