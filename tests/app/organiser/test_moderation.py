"""Moderation over HTTP: the queue, its answers, and what the exhibitor sees of it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app import outbox
from bourse.db import db, transaction
from bourse.lots.models import Lot, LotStatus
from bourse.people.models import Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn

LOTS = "/organiser/editions/morteau-2026/lots/"
MINE = "/exhibitor/morteau-2026/E01/lots/"


@pytest.fixture
def organiser(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    with transaction():
        small.exhibitor.contact_email = "annick@example.org"
        small.exhibitor.contact_name = "Annick"
    return signed_in(Role.ORGANISER)


@pytest.fixture
def seller(organiser: FlaskClient, small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    return signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)


def said(answer: object, status: int = 200) -> str:
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, page[:2_000]
    return re.sub(r"[\s\u00a0\u202f]+", " ", page)


def saved(seller: FlaskClient, **fields: str) -> Lot:
    answer = seller.post(MINE + "new", data=typed(**fields))
    assert answer.status_code == 302, said(answer, 0)
    db.session.rollback()
    return db.session.scalars(select(Lot).order_by(Lot.id.desc())).first()


def seen(organiser: FlaskClient, lot: Lot) -> str:
    """What the form of the lot's questions says of them."""
    page = said(organiser.get(f"{LOTS}{lot.code}"))
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def test_forbidden_goods_are_kept_said_and_wait(
    seller: FlaskClient, organiser: FlaskClient
) -> None:
    lot = saved(seller, designation="Plaques amiante", offer="y")
    assert lot.status is LotStatus.DRAFT
    page = said(seller.get(MINE + lot.code))
    assert "interdit à la vente" in page
    assert "ne peut pas être mis en vente" in page

    assert "Plaques amiante" in said(organiser.get(LOTS + "questions"))
    organiser.post(f"{LOTS}{lot.code}/fine", data={"seen": seen(organiser, lot)})
    assert lot.code not in said(organiser.get(LOTS + "questions"))
    assert "ne peut pas être mis en vente" not in said(seller.get(MINE + lot.code))


def test_all_drafts_go_on_sale_but_the_forbidden_one(
    seller: FlaskClient, small: SmallEdition
) -> None:
    forbidden = saved(seller, designation="Plaques amiante")
    other = saved(seller, designation="Évier grès")
    seller.post(MINE + "offer", data={"drafts": "all"})
    db.session.rollback()
    assert (forbidden.status, other.status) == (LotStatus.DRAFT, LotStatus.OFFERED)


def test_the_exhibitor_is_asked_by_mail_and_on_their_page(
    seller: FlaskClient, organiser: FlaskClient
) -> None:
    lot = saved(seller, designation="Chaudière à gaz")
    form = said(organiser.get(f"{LOTS}{lot.code}/ask"))
    assert "peut fuir" in form
    asked = {"message": "Qui l’a vérifiée ?", "seen": seen(organiser, lot)}
    answer = organiser.post(f"{LOTS}{lot.code}/ask", data=asked)
    assert answer.status_code == 302
    (letter,) = outbox.waiting().rows
    assert letter.to == "annick@example.org"
    assert "Qui l’a vérifiée ?" in letter.body
    assert f"/lots/{lot.code}" in letter.body
    assert "Qui l’a vérifiée ?" in said(seller.get(MINE))
    assert "Qui l’a vérifiée ?" in said(seller.get(MINE + lot.code))
    assert lot.code not in said(organiser.get(LOTS + "questions"))
    assert lot.code in said(organiser.get(LOTS + "questions?asked=yes"))


def test_what_the_exhibitor_changed_meanwhile_is_shown_before_it_is_answered(
    seller: FlaskClient, organiser: FlaskClient
) -> None:
    lot = saved(seller, designation="Chaudière à gaz")
    before = seen(organiser, lot)
    seller.post(f"{MINE}{lot.code}/edit", data=typed(designation="Chaudière et amiante"))
    page = said(organiser.post(f"{LOTS}{lot.code}/fine", data={"seen": before}), 302)
    page = said(organiser.get(LOTS + "questions"))
    assert "« Chaudière et amiante » a changé depuis" in page
    assert "interdit à la vente" in page

    asked = {"message": "Qui l’a vérifiée ?", "seen": before}
    page = said(organiser.post(f"{LOTS}{lot.code}/ask", data=asked), 422)
    assert "a changé depuis" in page
    assert "Qui l’a vérifiée ?" in page, "what was typed stays"
    asked["seen"] = re.search(r'name="seen"[^>]* value="([^"]+)"', page)[1]
    said(organiser.post(f"{LOTS}{lot.code}/ask", data=asked), 302)


def test_an_empty_request_is_said(seller: FlaskClient, organiser: FlaskClient) -> None:
    lot = saved(seller, designation="Chaudière à gaz")
    said(organiser.post(f"{LOTS}{lot.code}/ask", data={"message": ""}), 422)
    assert outbox.count() == 0


def test_filters_find_every_flag(organiser: FlaskClient, seller: FlaskClient) -> None:
    lot = saved(seller, designation="Feuille de plomb")
    assert lot.code in said(organiser.get(LOTS + "?flag=hazard"))
    for flag in ("forbidden", "far_price", "twin"):
        assert lot.code not in said(organiser.get(f"{LOTS}?flag={flag}"))
