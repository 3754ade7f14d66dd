"""A stand sees what visitors reserved of its lots, and of them the name alone."""

from __future__ import annotations

import html
import io
import re

import openpyxl
import pytest
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.holds.holding import Visitor, confirm
from bourse.holds.models import Hold
from bourse.people.models import Role
from tests.fixtures.drive import Drive
from tests.fixtures.people import SignIn
from tests.fixtures.smtp import kept

MINE = "/exhibitor/morteau-2026/E01/holds/"
LEA = Visitor("Léa Martin", "lea@example.org", "06 12 34 56 78")


@pytest.fixture
def held(drive: Drive) -> Hold:
    """Tiles of the stand and a beam of its neighbour."""
    drive.neighbour()
    made, _token = drive.hold(LEA, tiles=12_500, beam=1_000)
    drive.act(made, confirm)
    return made


@pytest.fixture
def seller(drive: Drive, signed_in: SignIn) -> FlaskClient:
    return signed_in(company_id=drive.small.exhibitor.company_id)


def read(answer: object) -> str:
    return html.unescape(re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True)))


def private(text: str) -> list[str]:
    return [said for said in ("lea@example.org", "06 12", "0612", "Poutre") if said in text]


def test_its_own_lines_and_the_name_alone(seller: FlaskClient, held: Hold) -> None:
    page = read(seller.get(MINE))
    assert "Léa Martin" in page
    assert "12,5 m²" in page
    assert private(page) == []
    book = openpyxl.load_workbook(io.BytesIO(seller.get(f"{MINE}to-prepare.xlsx").data))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert "Léa Martin" in cells
    assert private(" ".join(cells)) == []
    assert seller.get(f"{MINE}to-prepare.pdf").mimetype == "application/pdf"


def test_nothing_is_said_to_be_nothing(seller: FlaskClient, drive: Drive) -> None:
    assert "dès qu’ils l’ont confirmé" in read(seller.get(MINE))
    with transaction():
        drive.small.edition.hold_hours = None
    assert "ne prend pas de réservations" in read(seller.get(MINE))


def test_what_cannot_be_kept_is_told_to_the_visitor(
    seller: FlaskClient, drive: Drive, held: Hold
) -> None:
    at = f"{MINE}{held.code}/lines/1/give-up"
    page = read(seller.get(at))
    assert "Carrelage grès" in page
    assert private(page) == []
    assert seller.post(at, data={"reason": " "}).status_code == 422
    assert seller.post(at, data={"reason": "Cassé"}).location == MINE
    [letter] = kept()
    assert letter["To"] == "lea@example.org"
    assert "Cassé" in letter.get_content()
    assert "Rien à préparer" in read(seller.get(MINE))
    assert drive.held("tiles") == 0
    assert drive.held("beam") == 1_000


def test_a_lot_says_for_whom_it_is_kept_and_changing_it_warns(
    seller: FlaskClient, drive: Drive, held: Hold
) -> None:
    lots, code = "/exhibitor/morteau-2026/E01/lots/", drive.small.tiles.code
    assert "12,5 m² en réservation" in read(seller.get(lots))
    page = read(seller.get(f"{lots}{code}"))
    assert "12,5 m²</strong> pour Léa Martin, jusqu’au " in page
    for warned in (f"{lots}{code}/edit", f"{lots}withdraw?lot={code}"):
        page = read(seller.get(warned))
        assert "Un visiteur en a réservé" in page, warned
        assert f'href="{MINE}"' in page
        assert private(page) == []
    assert "en a réservé" not in read(seller.get(f"{lots}{drive.small.door.code}/edit"))
    drive.hold(Visitor("Marc", "marc@example.org"), door=1_000)
    page = read(seller.get(f"{lots}{drive.small.door.code}"))
    assert "En attente de la confirmation du visiteur" in page


def test_who_leaves_is_told_who_counts_on_it(
    seller: FlaskClient, drive: Drive, held: Hold, signed_in: SignIn
) -> None:
    mine = MINE.removesuffix("holds/")
    assert f'href="{MINE}"' in read(seller.get(mine))
    page = read(seller.get(f"{mine}leave"))
    assert "12,5 m² de « Carrelage grès 60 × 60 » pour Léa Martin" in page
    assert private(page) == []
    exhibitors = "/organiser/editions/morteau-2026/exhibitors/"
    page = read(signed_in(Role.ORGANISER).get(f"{exhibitors}E01/cancel"))
    assert "pour Léa Martin" in page


def test_a_neighbour_s_line_is_not_there(seller: FlaskClient, drive: Drive, held: Hold) -> None:
    at = f"{MINE}{held.code}/lines/2/give-up"
    assert seller.get(at).status_code == 404
    assert seller.post(at, data={"reason": "Cassé"}).status_code == 404
    assert drive.held("beam") == 1_000
    assert kept() == []
