"""The organiser's report: looked at, kept, published, withdrawn."""

from __future__ import annotations

import json

from flask import Flask

from bourse.db import db, transaction
from bourse.editions.models import Edition
from bourse.impact.publications import publications
from bourse.people.models import Role
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text
from tests.fixtures.two_sites import TwoSites

PAGE = "/organiser/editions/morteau-2026/report/"


def token_of(two_sites: TwoSites) -> str:
    return publications(two_sites.small.edition.id).rows[0].token


def test_it_is_published_as_it_stands_behind_a_link_to_copy(
    app: Flask, two_sites: TwoSites, signed_in: SignIn
) -> None:
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.tiles, 10_000)))
    client = signed_in(Role.ORGANISER)
    assert "Aucun pour l’instant" in text(client, PAGE)
    assert client.post(PAGE + "publish").location == PAGE + "#publications"
    two_sites.send(hall, hall.sale((small.tiles, 10_000)))
    token = token_of(two_sites)

    assert f"http://localhost/r/{token}" in text(client, PAGE)
    assert "170 €" in text(client, PAGE)
    assert "85 €" in text(app.test_client(), f"/r/{token}")


def test_its_files_say_the_figures_of_now(two_sites: TwoSites, signed_in: SignIn) -> None:
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.tiles, 10_000)))
    client = signed_in(Role.ORGANISER)
    for suffix in ("pdf", "xlsx", "csv", "json"):
        path = f"/organiser/editions/morteau-2026/report.{suffix}"
        assert path in text(client, PAGE)
        assert client.get(path).status_code == 200
    assert json.loads(client.get(path).data)["headline"]["turnover_cents"] == 8_500


def test_withdrawing_asks_first_and_closes_the_link(
    app: Flask, two_sites: TwoSites, signed_in: SignIn
) -> None:
    client = signed_in(Role.ORGANISER)
    client.post(PAGE + "publish")
    token = token_of(two_sites)
    assert "Retirer ce bilan ?" in text(client, f"{PAGE}{token}/withdraw")
    text(app.test_client(), f"/r/{token}")
    assert client.post(f"{PAGE}{token}/withdraw").status_code == 302

    text(app.test_client(), f"/r/{token}", 410)
    assert "Retiré" in text(client, PAGE)


def test_another_editions_publication_is_unknown_here(
    two_sites: TwoSites, signed_in: SignIn
) -> None:
    client = signed_in(Role.ORGANISER)
    client.post(PAGE + "publish")
    token = token_of(two_sites)
    with transaction():
        small = two_sites.small.edition
        db.session.add(
            Edition(slug="autre", name="Autre", starts_on=small.starts_on, ends_on=small.ends_on)
        )
    assert client.post(f"/organiser/editions/autre/report/{token}/withdraw").status_code == 404
    assert publications().rows[0].withdrawn_at is None


def test_only_an_organiser_publishes(app: Flask, two_sites: TwoSites, signed_in: SignIn) -> None:
    reader = signed_in(Role.COLLECTIVITY)
    assert reader.post(PAGE + "publish").status_code == 403
    assert app.test_client().post(PAGE + "publish").status_code == 302
    assert publications().rows == ()
