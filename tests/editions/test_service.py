"""Editions: created, revised, opened and closed, with their sites and categories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions import queries, service
from bourse.editions.models import Category, Edition, EditionStatus, SalesMode
from bourse.editions.service import EditionDraft, SiteDraft
from bourse.errors import BourseError
from bourse.overview.copying import draft_of
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from bourse.values import Money, Rate, Weight
from tests.fixtures.edition import SmallEdition

DRAFT = EditionDraft(
    name="Bourse de Maîche",
    slug="maiche-2027",
    starts_on=date(2027, 6, 12),
    ends_on=date(2027, 6, 13),
    commission=Rate(550),
    stand_fee=Money(4_000),
)


def created(draft: EditionDraft = DRAFT) -> Edition:
    with transaction():
        return service.create_edition(draft, by=SYSTEM)


def test_a_new_edition_is_in_preparation_with_every_category_on(app: Flask) -> None:
    created()

    edition = queries.edition_by_slug("maiche-2027")
    assert edition.status is EditionStatus.PREPARING
    assert edition.commission == Rate(550)
    assert edition.stand_fee == Money(4_000)
    assert len(edition.categories) == len(db.session.scalars(select(Category)).all()) == 23
    assert db.session.scalars(select(AdminEvent.verb)).all() == ["edition.create"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"slug": "Maîche"}, "slug_invalid"),
        ({"ends_on": date(2027, 6, 11)}, "dates_order"),
        ({"starts_on": date(1, 1, 1)}, "dates_far"),
        ({"starts_on": date.max, "ends_on": date.max}, "dates_far"),
        ({"ends_on": date(2028, 6, 13)}, "dates_too_long"),
        ({"commission": Rate(10_001)}, "commission_range"),
        ({"commission": Rate(-1)}, "commission_range"),
        ({"stand_fee": Money(-1)}, "fee_negative"),
        ({"timezone": "Europe/Morteau"}, "timezone_unknown"),
    ],
)
def test_what_cannot_be_is_refused(app: Flask, change: dict[str, object], code: str) -> None:
    with pytest.raises(BourseError, match=code):
        created(replace(DRAFT, **change))
    assert db.session.scalar(select(Edition)) is None


def test_two_editions_never_share_a_slug(app: Flask) -> None:
    created()
    with pytest.raises(BourseError, match="slug_taken"):
        created()


def test_the_slug_stays_and_the_sales_mode_too_once_open(small: SmallEdition) -> None:
    draft = draft_of(small.edition)
    with pytest.raises(BourseError, match="slug_fixed"):
        service.revise_edition(small.edition, replace(draft, slug="other"), by=SYSTEM)
    with pytest.raises(BourseError, match="terms_fixed"):
        service.revise_edition(
            small.edition, replace(draft, sales_mode=SalesMode.CENTRAL_TILL), by=SYSTEM
        )
    with transaction():
        service.revise_edition(small.edition, replace(draft, name="Morteau !"), by=SYSTEM)
    assert queries.edition_by_slug("morteau-2026").name == "Morteau !"


def test_a_site_comes_changes_and_goes(app: Flask) -> None:
    edition = created()
    with transaction():
        site = service.add_site(edition, SiteDraft(name="Halle", town="Maîche"), by=SYSTEM)
        with pytest.raises(BourseError, match="site_name_taken"):
            service.add_site(edition, SiteDraft(name=" Halle "), by=SYSTEM)
        service.revise_site(site, SiteDraft(name="Halle", hours="9 h – 18 h"), by=SYSTEM)
    assert [(site.name, site.hours) for site in edition.sites] == [("Halle", "9 h – 18 h")]
    with transaction():
        service.remove_site(site, by=SYSTEM)
    assert queries.edition_by_slug("maiche-2027").sites == []


def test_a_site_with_stands_stays_and_so_does_the_rest(small: SmallEdition) -> None:
    with transaction():
        with pytest.raises(BourseError, match="site_in_use"):
            service.remove_site(small.site, by=SYSTEM)
        service.add_site(small.edition, SiteDraft(name="Gymnase"), by=SYSTEM)

    names = [site.name for site in queries.edition_by_slug("morteau-2026").sites]
    assert names == ["Salle des fêtes", "Gymnase"]


def test_a_category_is_switched_with_its_default_weight(small: SmallEdition) -> None:
    def held() -> dict[str, Weight | None]:
        edition = queries.edition_by_slug("morteau-2026")
        return {held.category_code: held.default_weight for held in edition.categories}

    with transaction():
        service.switch_category(small.edition, "PAN", on=False, by=SYSTEM)
        service.switch_category(
            small.edition, "TCU", on=True, default_weight=Weight(2_500), by=SYSTEM
        )
        service.switch_category(
            small.edition, "CAR", on=True, default_weight=Weight(18_000), by=SYSTEM
        )
    assert held() == {"CAR": Weight(18_000), "MIN": None, "TCU": Weight(2_500)}
    for code, weight, error in (("NONE", None, "category_unknown"), ("CAR", 0, "weight_not")):
        with pytest.raises(BourseError, match=error):
            service.switch_category(
                small.edition,
                code,
                on=True,
                default_weight=None if weight is None else Weight(weight),
                by=SYSTEM,
            )


def test_an_edition_opens_with_a_site_closes_and_opens_again(app: Flask) -> None:
    edition = created(replace(DRAFT, applications_open=True))
    with pytest.raises(BourseError, match="edition_without_site"):
        service.open_edition(edition, by=SYSTEM)
    with pytest.raises(BourseError, match="edition_not_open"):
        service.close_edition(edition, by=SYSTEM)
    with transaction():
        service.add_site(edition, SiteDraft(name="Halle"), by=SYSTEM)
        service.open_edition(edition, by=SYSTEM)
    with pytest.raises(BourseError, match="edition_open_already"):
        service.open_edition(edition, by=SYSTEM)
    with transaction():
        service.close_edition(edition, by=SYSTEM)
    assert edition.status is EditionStatus.CLOSED
    assert not edition.applications_open
    with transaction():
        service.open_edition(edition, by=SYSTEM)
    assert edition.status is EditionStatus.OPEN
