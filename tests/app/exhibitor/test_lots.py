"""An exhibitor's lots over HTTP: written, offered, withdrawn, found; nobody else's."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Lot, LotStatus
from bourse.people.models import Company, Role
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text

LOTS = "/exhibitor/morteau-2026/E01/lots/"


def lot_named(designation: str) -> Lot:
    return db.session.scalars(select(Lot).where(Lot.designation == designation)).one()


def test_a_lot_is_written_and_offered_in_one_go(small: SmallEdition, seller: FlaskClient) -> None:
    answer = seller.post(LOTS + "new", data=typed(offer="y"))

    lot = lot_named("Faïence blanche 15 × 15")
    assert (answer.status_code, answer.location) == (302, LOTS + lot.code)
    assert (lot.status, lot.exhibitor_id) == (LotStatus.OFFERED, small.exhibitor.id)
    assert lot.quantity == Quantity(12_500, Unit.M2)
    assert (lot.price, lot.reference_price) == (Money(600), Money(2_400))
    assert (lot.unit_weight, lot.weight_method) == (Weight(14_200), WeightMethod.DECLARED)
    page = text(seller, answer.location)
    for said in ("6,00 € / m²", "−75 %", "14,2 kg par m²", "177,5 kg", "F-15", "Bon état"):
        assert said in page


def test_a_draft_waits_to_be_offered(small: SmallEdition, seller: FlaskClient) -> None:
    seller.post(LOTS + "new", data=typed())
    lot = lot_named("Faïence blanche 15 × 15")
    assert lot.status is LotStatus.DRAFT

    seller.post(LOTS + "offer", data={"lot": lot.code})
    assert lot.status is LotStatus.OFFERED


def test_a_computed_weight_says_its_source(small: SmallEdition, seller: FlaskClient) -> None:
    seller.post(
        LOTS + "new",
        data=typed(
            unit="u",
            quantity="3",
            method="computed",
            material="osb",
            length="250",
            width="67,5",
            thickness="18",
        ),
    )
    lot = lot_named("Faïence blanche 15 × 15")
    assert lot.unit_weight == Weight(18_377)
    page = text(seller, LOTS + lot.code)
    assert "Calculé : Panneau OSB, 605 kg/m³ × 0,030375 m³. Source : KBOB" in page

    form = text(seller, LOTS + lot.code + "/edit")
    assert 'value="0,030375 m³"' in form
    answer = seller.post(
        LOTS + lot.code + "/edit",
        data=typed(
            unit="u", quantity="3", method="computed", material="osb", content="0,030375 m³"
        ),
    )
    assert answer.status_code == 302
    assert lot.unit_weight == Weight(18_377)


def test_a_thickness_comes_back_as_it_was_typed(small: SmallEdition, seller: FlaskClient) -> None:
    seller.post(
        LOTS + "new", data=typed(method="computed", material="tole_galva", thickness="0,75")
    )
    lot = lot_named("Faïence blanche 15 × 15")
    assert lot.unit_weight == Weight(5_888)
    form = text(seller, LOTS + lot.code + "/edit")
    assert re.search(r'id="thickness"[^>]*value="0,75"', form)
    assert re.search(r'id="content"[^>]*value=""', form)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"designation": ""}, "De quoi s’agit-il"),
        ({"price": "cher"}, "Saisissez un nombre"),
        ({"price": "-1"}, "Un prix est positif ou nul"),
        ({"category": "BOI"}, "Catégorie"),
        ({"quantity": "1,5", "unit": "u"}, "les pièces se comptent"),
        ({"unit_weight": ""}, "Saisissez le poids d’une unité"),
        ({"method": "category_default"}, "pas donné de poids usuel"),
        ({"method": "computed"}, "Choisissez un matériau"),
        ({"method": "computed", "material": "osb"}, "se calcule à partir de cette dimension"),
        ({"method": "computed", "material": "osb", "content": "3"}, "avec son unité"),
        ({"method": "computed", "material": "osb", "content": "3 m²"}, "connue par m³"),
        ({"method": "computed", "material": "porte_int_bois"}, "ne convient pas à cette unité"),
        ({"method": "guessed"}, "Comment connaît-on son poids"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    small: SmallEdition, seller: FlaskClient, changes: dict[str, str], said: str
) -> None:
    answer = seller.post(LOTS + "new", data=typed(**changes))

    assert answer.status_code == 422
    page = re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True))
    assert said.lower() in page[page.index('class="summary"') :].lower()
    assert 'value="F-15"' in page
    assert db.session.query(Lot).count() == 3


def test_an_edit_is_seen_and_stops_at_what_is_sold(
    small: SmallEdition, seller: FlaskClient
) -> None:
    with transaction():
        small.tiles.stock.sold_milli = 30_000
    path = LOTS + small.tiles.code + "/edit"
    assert "Carrelage grès 60 × 60" in text(seller, path)

    refused = seller.post(path, data=typed(quantity="29,999"))
    assert refused.status_code == 422
    assert "30 m² sont déjà vendus" in refused.get_data(as_text=True).replace("\u00a0", " ")
    assert seller.post(path, data=typed(quantity="30")).status_code == 302
    assert small.tiles.designation == "Faïence blanche 15 × 15"


def test_a_duplicate_opens_to_be_changed(small: SmallEdition, seller: FlaskClient) -> None:
    answer = seller.post(LOTS + small.boards.code + "/duplicate")
    twin = db.session.scalars(select(Lot).order_by(Lot.id.desc()).limit(1)).one()
    assert answer.location == LOTS + twin.code + "/edit"
    assert (twin.status, twin.designation) == (LotStatus.DRAFT, small.boards.designation)


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
    assert seller.post(LOTS + "offer", data={"lot": small.door.code}).status_code == 409


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
    assert seller.post(LOTS + small.tiles.code + "/duplicate").status_code == 409


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
