"""A stand makes a basket for a buyer, and anyone who has its code sees what it holds."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db
from bourse.pickups.models import StandBasket
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn

PAGE = "/exhibitor/morteau-2026/E01/baskets/"


@pytest.fixture
def seller(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    return signed_in(company_id=small.exhibitor.company_id)


def read(answer: object) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))


def make(seller: FlaskClient, small: SmallEdition, **typed: str) -> StandBasket:
    said = {f"take-{getattr(small, name).code}": text for name, text in typed.items()}
    answer = seller.post(f"{PAGE}new", data=said)
    assert answer.status_code == 302
    return db.session.scalars(select(StandBasket).order_by(StandBasket.id.desc())).first()


def test_the_stand_s_own_page_leads_to_its_baskets(seller: FlaskClient) -> None:
    page = read(seller.get(PAGE.removesuffix("baskets/")))
    assert f'class="button secondary" href="{PAGE}"' in page


def test_lots_are_looked_for_without_losing_what_was_said(
    seller: FlaskClient, small: SmallEdition
) -> None:
    said = {f"take-{small.boards.code}": "2", "q": small.tiles.printed_code, "search": "1"}
    page = read(seller.post(f"{PAGE}new", data=said))
    assert 'value="2"' in page
    assert small.tiles.designation in page
    assert small.door.designation not in page
    assert db.session.scalars(select(StandBasket)).all() == []


def test_a_basket_has_a_qr_and_can_be_cancelled(seller: FlaskClient, small: SmallEdition) -> None:
    basket = make(seller, small, tiles="12,5", boards="2")
    page = read(seller.get(f"{PAGE}{basket.code}"))
    assert "Panier n° 1" in page
    assert "124,25 €" in page
    assert "<svg" in page
    assert "Panier n° 1" in read(seller.get(f"/b/{basket.code}"))
    assert "À payer en caisse" in read(seller.get(PAGE))
    answer = seller.post(f"{PAGE}{basket.code}/cancel")
    assert "Annulé" in read(seller.get(answer.headers["Location"]))
    assert "Le stand a annulé ce panier" in read(seller.get(f"/b/{basket.code}"))


def test_too_much_is_said_and_nothing_is_lost(seller: FlaskClient, small: SmallEdition) -> None:
    answer = seller.post(f"{PAGE}new", data={f"take-{small.door.code}": "2"})
    assert answer.status_code == 422
    assert "Il ne reste que 1 de « Porte intérieure 83 cm »" in read(answer)
    assert 'value="2"' in read(answer)
    assert "Ce panier est vide" in read(seller.post(f"{PAGE}new", data={}))


def test_a_code_that_is_none_is_said(app: Flask, small: SmallEdition) -> None:
    answer = app.test_client().get("/b/B222222")
    assert answer.status_code == 404
    assert "Aucun panier de stand" in read(answer)
