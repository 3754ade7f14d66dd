"""A lot is written over HTTP, put right, and copied; what is wrong is said beside its field."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.goods.weighing import WeightMethod
from bourse.intake.lot_import import Source, import_lots
from bourse.intake.lots import read_lots
from bourse.intake.reading import read_table
from bourse.lots.describing import LONGEST
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import SYSTEM
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.reading import text
from tests.intake.spreadsheets import csv

LOTS = "/exhibitor/morteau-2026/E01/lots/"
FILE_TEXTS = {"designation": "Désignation", "description": "Description", "own_reference": "Réf"}


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


def test_a_duplicate_opens_to_be_changed_and_a_second_press_opens_the_same(
    small: SmallEdition, seller: FlaskClient
) -> None:
    page = seller.get(LOTS + small.boards.code).text
    [drawn] = re.findall(r'name="uuid" value="([^"]+)"', page)
    answers = [
        seller.post(LOTS + small.boards.code + "/duplicate", data={"uuid": drawn}) for _ in "ab"
    ]
    [twin] = db.session.scalars(select(Lot).where(Lot.id > small.door.id))
    assert [answer.location for answer in answers] == [LOTS + twin.code + "/edit"] * 2
    assert (twin.status, twin.designation) == (LotStatus.DRAFT, small.boards.designation)


def test_a_line_s_end_counts_once_however_a_browser_sends_it(
    small: SmallEdition, seller: FlaskClient
) -> None:
    at = f"{LOTS}{small.boards.code}/edit"
    lines = ("Rayée.\n" * LONGEST["description"])[: LONGEST["description"] - 1] + "."
    sent = typed(unit="u", quantity="12", description=lines.replace("\n", "\r\n"))
    assert seller.post(at, data=sent).status_code == 302
    assert small.boards.description == lines


@pytest.mark.parametrize(("field", "heading"), FILE_TEXTS.items())
def test_what_a_file_brings_at_its_longest_is_saved_again_by_the_form(
    small: SmallEdition, seller: FlaskClient, field: str, heading: str
) -> None:
    longest = LONGEST[field]
    words = ("mot " * longest)[: longest - 1] + "."
    cells = {"Réf": "C-1", "Désignation": "Faïence", "Description": "", heading: words}
    said = {"Catégorie": "CAR", "Quantité": "40 m²", "État": "neuf", "Origine": "dépose"}
    row = cells | said | {"Prix": "8,50"}

    def taken(row: dict[str, str]) -> list[str]:
        sheet = read_lots(read_table(csv(";".join(row), ";".join(row.values()))), small.edition)
        with transaction():
            import_lots(small.exhibitor, sheet.rows, Source("a.csv", "0" * 64), by=SYSTEM)
        return [fault.error.code for fault in sheet.faults]

    assert taken(row | {heading: words + "x"}) == ["cell_long"]
    assert taken(row) == []
    [lot] = db.session.scalars(select(Lot).where(Lot.id > small.door.id))
    assert getattr(lot, field) == words
    page = seller.get(f"{LOTS}{lot.code}/edit").text
    assert re.findall(rf'<[^>]*id="{field}"[^>]*maxlength="(\d+)"', page) == [str(longest)]
    kept = {name: getattr(lot, name) for name in FILE_TEXTS}
    answer = seller.post(f"{LOTS}{lot.code}/edit", data=typed(**kept, price="5,50"))
    assert answer.status_code == 302
    assert (getattr(lot, field), lot.price_cents) == (words, 550)
