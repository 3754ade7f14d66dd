"""The organiser's dashboard: live where JavaScript runs, right without it."""

from __future__ import annotations

import re

from bourse.people.models import Role
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text
from tests.fixtures.two_sites import TwoSites

PAGE = "/organiser/editions/morteau-2026/"


def test_it_shows_the_four_figures_their_splits_and_the_last_sales(
    two_sites: TwoSites, signed_in: SignIn
) -> None:
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.tiles, 10_000)))
    page = text(signed_in(Role.ORGANISER), PAGE)

    for said in (
        "<h1>Tableau de bord</h1>",
        "0,2 t",
        "85 €",
        "Achats heure par heure",
        "samedi 13 juin",
        "Salle des fêtes",
        "Carrelages du Doubs",
        "Carrelage et faïence",
        "C1a-0001",
        "sam. 10:01",
    ):
        assert said in page


def test_the_part_that_moves_is_sent_again_only_when_something_moved(
    two_sites: TwoSites, signed_in: SignIn
) -> None:
    client = signed_in(Role.ORGANISER)
    again = re.search(r'hx-get="([^"]+)"', text(client, PAGE))
    assert again is not None
    path = again[1].replace("&amp;", "&")
    assert client.get(path).status_code == 204
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.tiles, 10_000)))
    fragment = text(client, path)

    assert "85 €" in fragment
    assert "<html" not in fragment


def test_before_the_first_sale_it_says_so(two_sites: TwoSites, signed_in: SignIn) -> None:
    assert "Rien de vendu pour l’instant" in text(signed_in(Role.ORGANISER), PAGE)


def test_what_waits_for_a_decision_is_said(two_sites: TwoSites, signed_in: SignIn) -> None:
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.door, 1_000)), hall.sale((small.door, 1_000)))
    assert "Une opération de caisse attend votre décision" in text(signed_in(Role.ORGANISER), PAGE)


def test_it_is_the_organisers_and_of_an_edition_that_exists(
    two_sites: TwoSites, signed_in: SignIn
) -> None:
    text(signed_in(Role.COLLECTIVITY), PAGE, 403)
    text(signed_in(Role.ORGANISER), "/organiser/editions/nowhere/", 404)
    text(signed_in(Role.CASHIER), PAGE + "figures", 403)
