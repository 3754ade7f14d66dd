"""What is odd is said while one types: dangerous words, a price of another world, a twin."""

from __future__ import annotations

import re
from random import Random

import pytest
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.lots.models import LotStatus
from bourse.moderation.usual import FEWEST
from bourse.people.models import Role
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.people import SignIn

ODD = "/exhibitor/morteau-2026/E01/lots/odd"


@pytest.fixture
def seller(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.EXHIBITOR, company_id=small.exhibitor.company_id)


def said(client: FlaskClient, path: str = ODD, **typed: str) -> tuple[str, str]:
    """The notices about the words and about the price, as text."""
    answer = client.get(path, query_string=typed)
    assert answer.status_code == 200
    html = re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))
    parts = re.findall(r'<div data-about="(\w+)">(.*?)</div> ?(?=<div data-about|$)', html)
    assert [name for name, _html in parts] == ["words", "price"]
    words, price = (re.sub(r"<[^>]+>", "", text).strip() for _name, text in parts)
    return words, price


def test_nothing_is_odd_in_ordinary_goods(seller: FlaskClient) -> None:
    ordinary = {"designation": "Porte chêne 83 cm", "category": "MIN", "unit": "u", "price": "45"}
    assert said(seller, **ordinary) == ("", "")
    assert said(seller) == ("", "")
    assert said(seller, designation="Porte", unit="furlong", price="a lot", lot="?") == ("", "")


def test_dangerous_words_are_said_wherever_they_stand(seller: FlaskClient) -> None:
    forbidden, _price = said(seller, designation="Plaques d’amiante-ciment")
    assert "ne peut pas être mis en vente" in forbidden
    in_the_description, _price = said(seller, designation="Plaques", description="en amiante")
    assert in_the_description == forbidden
    look, _price = said(seller, designation="Plaque ondulée fibres-ciment")
    assert look
    assert "ne peut pas être mis en vente" not in look


def test_a_price_of_another_world_is_said(small: SmallEdition, seller: FlaskClient) -> None:
    rng = Random(4)
    with transaction():
        for number in range(FEWEST):
            lot = a_lot(small.exhibitor, f"Carreau {number}", rng, price_cents=1_000 + number)
            db.session.add(lot)
    kind = {"designation": "Carreau bleu", "category": lot.category_code, "unit": lot.unit}
    assert said(seller, **kind, price="12") == ("", "")
    assert "est-il juste" in said(seller, **kind, price="1200")[1]


def test_a_lot_typed_twice_is_said_and_itself_is_not(
    small: SmallEdition, seller: FlaskClient
) -> None:
    tiles = small.tiles
    again = {"designation": "carrelage GRÈS 60 x 60", "unit": tiles.unit}
    price = str(tiles.price.decimal)
    assert tiles.code in said(seller, **again, price=price)[1].replace(" ", "")
    assert said(seller, **again, price=price, lot=tiles.code) == ("", "")
    assert said(seller, **again, price=str(3 * tiles.price.decimal)) == ("", "")
    assert said(seller, **again) == ("", "")
    with transaction():
        tiles.status = LotStatus.WITHDRAWN
    assert said(seller, **again, price=price) == ("", "")


def test_an_organiser_is_told_too_and_a_stranger_is_not(
    small: SmallEdition, signed_in: SignIn
) -> None:
    path = "/organiser/editions/morteau-2026/exhibitors/E01/lots/odd"
    organiser = signed_in(Role.ORGANISER)
    assert said(organiser, path, designation="Amiante")[0]
    assert organiser.get(ODD).status_code == 403
