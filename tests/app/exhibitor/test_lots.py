"""An exhibitor's lots over HTTP: found, offered, withdrawn; nobody else's."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.lots.models import Lot, LotStatus
from bourse.people.models import Company, Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text

LOTS = "/exhibitor/morteau-2026/E01/lots/"


def test_withdrawing_asks_first(small: SmallEdition, seller: FlaskClient) -> None:
    assert "Retirer ce lot ?" in text(seller, LOTS + "withdraw?lot=" + small.door.code)
    chosen = {"lot": [small.door.code, small.boards.code]}
    asked = seller.post(LOTS + "withdraw", data=chosen)
    assert "Retirer ces 2 lots" in asked.get_data(as_text=True)
    assert small.door.status is LotStatus.OFFERED

    seller.post(LOTS + "withdraw", data={**chosen, "sure": "yes"})
    assert {small.door.status, small.boards.status} == {LotStatus.WITHDRAWN}
    assert small.tiles.status is LotStatus.OFFERED
    seller.post(LOTS + "offer", data=chosen)
    assert {small.door.status, small.boards.status} == {LotStatus.OFFERED}


def test_every_draft_is_offered_at_once(small: SmallEdition, seller: FlaskClient) -> None:
    for _ in range(3):
        seller.post(LOTS + "new", data=typed())
    assert "Mettre les 3 brouillons en vente" in text(seller, LOTS)
    answer = seller.post(LOTS + "offer", data={"drafts": "all"})
    assert "3 lots sont maintenant en vente" in text(seller, answer.location)
    assert db.session.query(Lot).filter_by(status=LotStatus.OFFERED).count() == 6


def test_nothing_ticked_is_said(small: SmallEdition, seller: FlaskClient) -> None:
    for path in ("offer", "withdraw"):
        answer = seller.post(LOTS + path)
        assert "Cochez d’abord les lots" in text(seller, answer.location)


def test_what_the_organiser_withdrew_stays_withdrawn(
    small: SmallEdition, seller: FlaskClient
) -> None:
    with transaction():
        small.door.status, small.door.moderation_note = LotStatus.WITHDRAWN, "Peinture au plomb ?"
    page = text(seller, LOTS + small.door.code)
    assert "Peinture au plomb ?" in page
    assert "Remettre en vente" not in page
    answer = seller.post(LOTS + "offer", data={"lot": small.door.code})
    assert "L’organisateur a retiré « Porte" in text(seller, answer.location)
    assert small.door.status is LotStatus.WITHDRAWN


def test_the_list_searches_filters_and_counts(small: SmallEdition, seller: FlaskClient) -> None:
    page = text(seller, LOTS)
    assert all(lot.designation in page for lot in (small.tiles, small.boards, small.door))
    assert "473,00 €" in page  # 40 × 8.50 + 12 × 9.00 + 25.00
    found = text(seller, LOTS + "?q=panneaux")
    assert small.boards.designation in found
    assert small.tiles.designation not in found
    assert small.tiles.designation not in text(seller, LOTS + "?category=MIN")
    assert "Aucun lot ne correspond" in text(seller, LOTS + "?status=draft&q=panneaux")
    assert small.boards.designation in text(seller, LOTS + "?status=nonsense&sort=-price")


def test_an_applicant_may_only_keep_drafts(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        small.exhibitor.status = ExhibitorStatus.APPLIED
    assert 'name="offer"' not in text(seller, LOTS + "new")
    for asked in ({}, {"offer": "y"}):
        assert seller.post(LOTS + "new", data=typed(**asked)).status_code == 302
    assert db.session.query(Lot).filter_by(status=LotStatus.DRAFT).count() == 2


def test_a_closed_edition_is_read_only(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    assert "Nouveau lot" not in text(seller, LOTS)
    assert "Modifier" not in text(seller, LOTS + small.tiles.code)
    assert seller.get(LOTS + "new").status_code == 409
    assert seller.get(LOTS + small.tiles.code + "/edit").status_code == 409
    copying = {"uuid": "0b7ad4e2-1c0d-4b41-9d7c-52a1f2b6a001"}
    assert seller.post(LOTS + small.tiles.code + "/duplicate", data=copying).status_code == 409


def test_another_exhibitors_lots_do_not_exist(
    app: Flask, small: SmallEdition, signed_in: SignIn
) -> None:
    with transaction():
        company = Company(name="Autre", number_kind="siret", number="1")
        db.session.add(
            Exhibitor(
                edition=small.edition,
                company=company,
                code="E02",
                status=ExhibitorStatus.CONFIRMED,
            )
        )
        db.session.flush()
        company_id = company.id
    other = signed_in(email="other@example.org", company_id=company_id)
    code = small.tiles.code

    for base in (LOTS, LOTS.replace("E01", "E02")):
        assert other.get(base + code).status_code == 404
        assert other.get(base + code + "/edit").status_code == 404
        assert other.post(base + code + "/edit", data=typed()).status_code == 404
        assert other.post(base + code + "/duplicate").status_code == 404
        assert other.post(base + "offer", data={"lot": code}).status_code == 404
        assert other.post(base + "withdraw", data={"lot": code, "sure": "1"}).status_code == 404
    assert other.get(LOTS).status_code == 404
    assert other.get(LOTS + "new").status_code == 404
    assert other.get(LOTS.replace("lots/", "sold")).status_code == 404
    assert small.tiles.designation not in text(other, LOTS.replace("E01", "E02"))
    assert small.tiles.status is LotStatus.OFFERED


def test_strangers_are_shown_the_door(app: Flask, small: SmallEdition, signed_in: SignIn) -> None:
    assert app.test_client().get(LOTS).status_code == 302
    assert signed_in(Role.ORGANISER).get(LOTS).status_code == 403
    assert db.session.query(Lot).count() == 3
