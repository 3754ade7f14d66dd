"""The first page and an edition's: what comes next, where, and the ways into the catalogue."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask

from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus, Site
from bourse.values import Position
from tests.fixtures.edition import SmallEdition
from tests.fixtures.two_sites import TwoSites


def text(app: Flask, path: str) -> str:
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))


@pytest.fixture
def tomorrow(small: SmallEdition) -> SmallEdition:
    """The small edition, open, tomorrow and the day after."""
    with transaction():
        edition = db.session.get_one(Edition, small.edition.id)
        edition.starts_on = now().date() + timedelta(days=1)
        edition.ends_on = now().date() + timedelta(days=2)
    return small


def test_the_first_page_leads_into_the_next_edition(app: Flask, tomorrow: SmallEdition) -> None:
    page = text(app, "/")
    for said in ("En ce moment", "Salle des fêtes, Morteau", "3 lots", "Panneau OSB 18 mm"):
        assert said in page
    assert 'action="/e/morteau-2026/catalogue"' in page
    assert 'href="/e/morteau-2026/edition.ics"' in page


def test_the_next_edition_is_one_that_the_public_may_know(
    app: Flask, tomorrow: SmallEdition
) -> None:
    with transaction():
        edition = db.session.get_one(Edition, tomorrow.edition.id)
        edition.status = EditionStatus.PREPARING
    assert "Morteau" not in text(app, "/")
    with transaction():
        db.session.get_one(Edition, edition.id).applications_open = True
    page = text(app, "/")
    assert "Prochaine édition" in page
    assert 'href="/e/morteau-2026/apply"' in page


def test_what_is_over_is_listed_but_no_longer_first(app: Flask, small: SmallEdition) -> None:
    with transaction():
        edition = db.session.get_one(Edition, small.edition.id)
        edition.status = EditionStatus.CLOSED
        edition.starts_on = edition.ends_on = date(2020, 6, 13)
    page = text(app, "/")
    assert "En ce moment" not in page
    assert 'href="/e/morteau-2026"' in page


def test_an_edition_shows_its_sites_sellers_and_newest_lots(
    app: Flask, two_sites: TwoSites
) -> None:
    with transaction():
        two_sites.small.site.position = Position(47_057_040, 6_608_610)
    page = text(app, "/e/morteau-2026")
    for said in ("5 lots", "2 entreprises", "Poutre épicéa", "Plateforme, stand B1"):
        assert said in page
    assert "mlat=47.057040" in page
    assert f'href="/e/morteau-2026/catalogue?site={two_sites.yard_site.id}"' in page
    assert 'href="/e/morteau-2026/catalogue?exhibitor=E02"' in page
    assert 'href="/e/morteau-2026/sites.geojson"' in page


def test_an_edition_that_is_over_leads_to_the_next(app: Flask, small: SmallEdition) -> None:
    with transaction():
        db.session.get_one(Edition, small.edition.id).status = EditionStatus.CLOSED
        day = now().date() + timedelta(days=30)
        db.session.add(
            Edition(
                slug="vesoul",
                name="Bourse de Vesoul",
                starts_on=day,
                ends_on=day,
                applications_open=True,
                sites=[Site(name="Halle")],
            )
        )
    page = text(app, "/e/morteau-2026")
    assert 'href="/e/vesoul"' in page
    assert "Derniers arrivés" not in page
    assert "Ajouter à mon agenda" not in page


def test_an_edition_without_lots_does_not_promise_any(app: Flask, small: SmallEdition) -> None:
    with transaction():
        db.session.add(
            Edition(
                slug="vesoul",
                name="Bourse de Vesoul",
                starts_on=date(2027, 1, 2),
                ends_on=date(2027, 1, 2),
                applications_open=True,
            )
        )
    page = text(app, "/e/vesoul")
    assert "/e/vesoul/catalogue" not in page
    assert 'href="/e/vesoul/apply"' in page


def test_crawlers_are_told_where_to_look(app: Flask, small: SmallEdition) -> None:
    robots = app.test_client().get("/robots.txt").get_data(as_text=True).splitlines()
    assert "Disallow: /organiser/" in robots
    assert "Sitemap: http://localhost/sitemap.xml" in robots
    rooms = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    assert {line.split("/")[1] for line in robots if line.startswith("Disallow")} <= rooms
    found = ElementTree.fromstring(app.test_client().get("/sitemap.xml").get_data())
    pages = {place.text for place in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert pages == {
        "http://localhost/",
        "http://localhost/e/morteau-2026",
        "http://localhost/e/morteau-2026/catalogue",
        *(f"http://localhost/l/{lot.code}" for lot in (small.tiles, small.boards, small.door)),
    }


def test_crawlers_are_told_nothing_of_what_is_fictional_hidden_or_over(
    app: Flask, small: SmallEdition
) -> None:
    for change in (
        {"is_fictional": True},
        {"is_fictional": False, "status": EditionStatus.PREPARING},
    ):
        with transaction():
            edition = db.session.get_one(Edition, small.edition.id)
            for name, value in change.items():
                setattr(edition, name, value)
        assert "morteau" not in app.test_client().get("/sitemap.xml").get_data(as_text=True)
    with transaction():
        db.session.get_one(Edition, small.edition.id).status = EditionStatus.CLOSED
    pages = app.test_client().get("/sitemap.xml").get_data(as_text=True)
    assert "/e/morteau-2026" in pages
    assert "/l/" not in pages
