"""A lot's page as search engines read it: an offer in schema.org's words, whatever is typed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask

from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.lots.models import Condition, Lot, LotStatus, Origin
from bourse.people.actor import SYSTEM
from bourse.reception.placing import place_lot
from bourse.values import Position
from tests.app.public.test_lot_page import page, sell_out
from tests.fixtures.edition import SmallEdition
from tests.fixtures.two_sites import TwoSites


def data(html: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    read: dict[str, Any] = json.loads(found)
    return read


def test_search_engines_read_an_exact_offer(app: Flask, small: SmallEdition) -> None:
    with transaction():
        small.site.position = Position(47_057_040, 6_608_610)
    read = data(page(app, small.tiles))
    offer = read["offers"]
    assert (read["@type"], read["sku"], offer["@type"]) == ("Product", small.tiles.code, "Offer")
    assert (offer["price"], offer["priceCurrency"]) == ("8.50", "EUR")
    assert read["url"] == offer["url"] == f"http://localhost/l/{small.tiles.code}"
    assert read["weight"] == {
        "@type": "QuantitativeValue",
        "value": 18_000,
        "unitCode": "GRM",
    }
    assert offer["inventoryLevel"]["value"] == "40"
    assert offer["inventoryLevel"]["unitCode"] == "MTK"
    now_price, new_price = offer["priceSpecification"]
    assert (now_price["price"], new_price["price"]) == ("8.50", "30.00")
    assert new_price["priceType"] == "https://schema.org/ListPrice"
    assert offer["availableAtOrFrom"][0]["geo"]["latitude"] == "47.057040"
    assert "weight" not in data(page(app, small.door))


def test_search_engines_read_only_the_places_where_it_is(app: Flask, two_sites: TwoSites) -> None:
    hall, yard = two_sites.small.site, two_sites.yard_site

    def places() -> list[str]:
        offer = data(page(app, two_sites.beam))["offers"]
        return [place["name"] for place in offer["availableAtOrFrom"]]

    assert places() == [hall.name, yard.name]
    with transaction():
        place_lot(two_sites.beam, yard.id, by=SYSTEM)
    assert places() == [yard.name]


@pytest.mark.parametrize(
    ("condition", "origin", "said"),
    [
        (Condition.NEW_PACKED, Origin.NEW_SURPLUS, "NewCondition"),
        (Condition.NEW_UNPACKED, Origin.DISMANTLED, "UsedCondition"),
        (Condition.GOOD, Origin.END_OF_LINE, "UsedCondition"),
        (Condition.TO_REPAIR, Origin.USED, "DamagedCondition"),
    ],
)
def test_new_used_and_damaged_are_told_apart(
    app: Flask, small: SmallEdition, condition: Condition, origin: Origin, said: str
) -> None:
    with transaction():
        lot = db.session.get_one(Lot, small.tiles.id)
        lot.condition, lot.origin = condition, origin
    assert data(page(app, small.tiles))["offers"]["itemCondition"] == f"https://schema.org/{said}"


def test_availability_follows_the_lot(app: Flask, small: SmallEdition) -> None:
    def said(lot: Lot) -> str:
        word: str = data(page(app, lot))["offers"]["availability"]
        return word.rpartition("/")[2]

    assert said(small.door) == "InStoreOnly"
    with transaction():
        small.site.receives_goods = True
    assert said(small.door) == "OutOfStock"
    with transaction():
        small.site.receives_goods = False
    sell_out(small)
    assert said(small.door) == "SoldOut"
    with transaction():
        db.session.get_one(Lot, small.tiles.id).status = LotStatus.WITHDRAWN
        db.session.get_one(Edition, small.edition.id).status = EditionStatus.CLOSED
    assert said(small.tiles) == said(small.boards) == "Discontinued"
    assert said(small.door) == "SoldOut"


HOSTILE = "</script><script>alert(1)</script><!--<script>&\"'\u2028"


def test_no_text_leaves_its_place(app: Flask, small: SmallEdition) -> None:
    with transaction():
        lot = db.session.get_one(Lot, small.tiles.id)
        lot.designation = lot.description = HOSTILE
        lot.exhibitor.company.name = HOSTILE
        small.site.name = HOSTILE[:60]
    raw = app.test_client().get(f"/l/{small.tiles.code}").get_data(as_text=True)
    assert "<script>alert" not in raw
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', raw, re.DOTALL)
    read = json.loads(block)
    assert read["name"] == read["description"] == HOSTILE
    assert read["offers"]["seller"]["name"] == HOSTILE
    assert "<" not in block
    assert '"><script' not in raw
