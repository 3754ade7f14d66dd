"""Finding in the catalogue: filters that add up, addresses that can be shared, and hostile ones."""

from __future__ import annotations

import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from bourse.db import db, transaction
from bourse.lots.models import Condition, Lot
from bourse.people.actor import SYSTEM
from bourse.reception.placing import place_lot
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.till_facts import Device
from tests.fixtures.two_sites import TwoSites

ADDRESS = "/e/morteau-2026/catalogue"


def page(app: Flask, query: str = "") -> str:
    answer = app.test_client().get(f"{ADDRESS}?{query}".rstrip("?"))
    assert answer.status_code == 200, answer.location
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))


def found(app: Flask, query: str = "") -> list[str]:
    """The designations on a page, in its order."""
    return re.findall(r'<h3><a href="/l/\w+">(.*?)</a></h3>', page(app, query))


@pytest.fixture
def stocked(two_sites: TwoSites) -> TwoSites:
    """Five lots of two firms on two sites, of different conditions, prices and discounts."""
    changes = {
        two_sites.small.boards: {"condition": Condition.NEW_UNPACKED},
        two_sites.small.door: {"condition": Condition.TO_REPAIR, "reference_price_cents": 5_000},
        two_sites.beam: {"condition": Condition.GOOD},
    }
    with transaction():
        for lot, values in changes.items():
            for name, value in values.items():
                setattr(lot, name, value)
    return two_sites


TILES, BOARDS, DOOR = "Carrelage grès 60 × 60", "Panneau OSB 18 mm", "Porte intérieure 83 cm"
SLATES, BEAM = "Ardoises d’Angers", "Poutre épicéa"


@pytest.mark.parametrize(
    ("query", "lots"),
    [
        ("", [BEAM, SLATES, DOOR, BOARDS, TILES]),
        ("q=ardoise+d'angers", [SLATES]),
        ("q=L’ARDOISE", [SLATES]),
        ("q=poutres+epicea", [BEAM]),
        ("q=carrelages+60x60", [TILES]),
        ("condition=to_repair", [DOOR]),
        ("condition=to_repair&condition=good", [BEAM, DOOR]),
        ("min=3,33&max=9", [BEAM, BOARDS, TILES]),
        ("max=0.60", [SLATES]),
        ("discount=50", [BEAM, DOOR, BOARDS, TILES]),
        ("discount=70", [BEAM, BOARDS, TILES]),
        ("exhibitor=E02", [BEAM, SLATES]),
        ("category=PAN", [BEAM, BOARDS]),
        ("category=PAN&max=5&discount=70&q=epicéa", [BEAM]),
        ("sort=price", [SLATES, BEAM, TILES, BOARDS, DOOR]),
        ("sort=discount", [BEAM, TILES, BOARDS, DOOR, SLATES]),
        ("sort=name", [SLATES, TILES, BOARDS, DOOR, BEAM]),
        # What is said wrong does not restrict.
        ("min=zz&discount=31&condition=torn&site=x&exhibitor=E99&category=ZZZ&sort=sideways",
         [BEAM, SLATES, DOOR, BOARDS, TILES]),
    ],
)  # fmt: skip
def test_filters_add_up_and_orders_hold(
    app: Flask, stocked: TwoSites, query: str, lots: list[str]
) -> None:
    assert found(app, query) == lots


def test_what_is_free_can_be_asked_for(app: Flask, stocked: TwoSites) -> None:
    with transaction():
        stocked.small.door.price_cents = 0
    shown = page(app, "max=0")
    assert re.findall(r'<h3><a href="/l/\w+">(.*?)</a></h3>', shown) == [DOOR]
    assert "jusqu’à 0,00 €" in shown
    assert re.search(r'id="max" name="max" value="0"', shown)
    assert found(app, "min=0") == found(app)


def test_a_site_shows_what_its_firms_bring(app: Flask, stocked: TwoSites) -> None:
    yard, hall = stocked.yard_site, stocked.small.site
    assert found(app, f"site={yard.id}") == [BEAM, SLATES]
    assert len(found(app, f"site={hall.id}")) == 5
    assert "Plateforme" in page(app)


def test_a_lot_that_goes_to_one_of_its_sellers_sites_is_found_there(
    app: Flask, stocked: TwoSites
) -> None:
    yard, hall = stocked.yard_site, stocked.small.site
    with transaction():
        place_lot(db.session.get_one(Lot, stocked.beam.id), yard.id, by=SYSTEM)
    assert BEAM in found(app, f"site={yard.id}")
    assert BEAM not in found(app, f"site={hall.id}")
    card = re.search(r'<p class="where">([^<]*)</p>', page(app, "q=poutre"))
    assert card
    assert card[1] == "Plateforme, stand B1"
    assert "Salle des fêtes" not in app.test_client().get(f"/l/{stocked.beam.code}").text


def test_what_is_sold_out_is_shown_to_who_asks(app: Flask, stocked: TwoSites) -> None:
    till = Device()
    with transaction():
        record(stocked.small.device, [till.opened(), till.sale((stocked.small.door, 1_000))])
    assert DOOR not in found(app)
    assert DOOR in found(app, "sold=1")
    assert "Épuisé" in page(app, "sold=1&condition=to_repair")


def test_each_filter_can_be_taken_off_alone(app: Flask, stocked: TwoSites) -> None:
    query = "q=poutre&condition=good&condition=to_clean&max=5&discount=50&sort=price"
    shown = page(app, query)
    ways = re.findall(r'<li><a href="([^"]+)"><span class="heard">Retirer le filtre', shown)
    lost = [_lost(query, way) for way in ways]
    assert lost == [
        {"q": ["poutre"]},
        {"condition": ["good"]},
        {"condition": ["to_clean"]},
        {"max": ["5"]},
        {"discount": ["50"]},
    ]
    for said in ("Bon état", "À nettoyer", "jusqu’à 5,00 €", "−50 % et plus", "Tout retirer"):
        assert said in shown


def _lost(query: str, way: str) -> dict[str, list[str]]:
    """The values of a query that another address no longer has."""
    left = parse_qs(urlsplit(way.replace("&amp;", "&")).query)
    gone = {
        name: [value for value in values if value not in left.get(name, [])]
        for name, values in parse_qs(query).items()
    }
    return {name: values for name, values in gone.items() if values}


def test_what_a_form_left_empty_goes_from_the_address(app: Flask, stocked: TwoSites) -> None:
    answer = app.test_client().get(f"{ADDRESS}?q=&category=&min=&max=5&discount=&condition=good")
    assert answer.status_code == 302
    assert answer.location == f"{ADDRESS}?max=5&condition=good"


def test_nothing_found_says_what_to_do(app: Flask, stocked: TwoSites) -> None:
    shown = page(app, "q=poutre&max=1")
    assert "Aucun lot ne correspond" in shown
    everywhere = re.search(r'href="([^"]+)">Chercher « poutre » sans filtre', shown)
    assert everywhere
    assert everywhere[1] == f"{ADDRESS}?q=poutre"
    assert f'href="{ADDRESS}">Tout voir' in shown


def test_results_are_counted_and_go_on(app: Flask, small: SmallEdition) -> None:
    rng = random.Random(5)
    with transaction():
        db.session.add_all([a_lot(small.exhibitor, f"Tuile {n}", rng) for n in range(60)])
    shown = page(app, "q=tuiles")
    assert "<h2>60 lots</h2>" in shown
    following = re.search(r'href="([^"]+)" rel="next"', shown)
    assert following
    more = app.test_client().get(following[1].replace("&amp;", "&")).get_data(as_text=True)
    assert "Encore 12 lots" in more
    assert len(re.findall("<h3>", more)) == 12


HOSTILE = (
    "_scheme=x", "_external=1&_anchor=y", "endpoint=x", "slug=other", "after=%00", "q=%00",
    "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "q=NEAR(%22a%22)", "q=*", "q=a*+OR+b",
    "min=-1&max=999999999", "min=1e9", "site=99999999999999999999", "category=%27%3B--",
    "exhibitor=%00", "q=" + "a+" * 400, "q=" + "é" * 4_000, "discount=50%00", "sort=%0d%0a",
    "condition[]=good", "after=" + "9" * 300, "q=%ff%fe", "max=٣", "site=１",
)  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_in_an_address_breaks_the_page(app: Flask, stocked: TwoSites, query: str) -> None:
    answer = app.test_client().get(f"{ADDRESS}?{query}")
    assert answer.status_code in (200, 404)  # PostgreSQL holds no NUL
    shown = answer.get_data(as_text=True)
    assert "<script>" not in shown
    assert 'href="http://localhost' not in re.sub(r'<link rel="canonical"[^>]+>', "", shown)


def test_a_designation_is_only_text(app: Flask, stocked: TwoSites) -> None:
    with transaction():
        db.session.get_one(Lot, stocked.beam.id).designation = "</h3><script>alert(1)</script>"
    shown = page(app)
    assert "<script>alert" not in shown
    assert "&lt;/h3&gt;&lt;script&gt;" in shown
