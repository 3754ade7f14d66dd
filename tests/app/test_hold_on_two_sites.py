"""A firm on two sites: pages and papers of a hold say where its goods may be, and their code."""

from __future__ import annotations

import html
import io
import re

import openpyxl
import pypdfium2
import pytest
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.editions.models import Site
from bourse.exhibitors.models import Stand
from bourse.holds.holding import Visitor
from bourse.holds.models import Hold
from bourse.people.models import Role
from tests.fixtures.drive import Drive
from tests.fixtures.mailbox import Mailbox
from tests.fixtures.people import SignIn

LEA = Visitor("Léa Martin", "lea@example.org")
EITHER = "Salle des fêtes A1 ou Cour B2"
ORGANISER, SELLER = "/organiser/editions/morteau-2026/holds/", "/exhibitor/morteau-2026/E01/holds/"


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def second_site(drive: Drive) -> None:
    with transaction():
        yard = Site(edition=drive.small.edition, name="Cour", town="Villers")
        db.session.add(yard)
        db.session.flush()
        db.session.add(Stand(exhibitor_id=drive.small.exhibitor.id, site_id=yard.id, label="B2"))


@pytest.fixture
def client(drive: Drive, signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.ORGANISER)


@pytest.fixture
def held(drive: Drive, client: FlaskClient, mailbox: Mailbox) -> tuple[Hold, str]:
    second_site(drive)
    made, token = drive.hold(LEA, tiles=12_500)
    assert client.post(f"/hold/{token}/confirm").status_code == 302
    return made, token


def test_the_visitor_reads_both_places(
    drive: Drive, held: tuple[Hold, str], client: FlaskClient, mailbox: Mailbox
) -> None:
    made, token = held
    code = drive.small.tiles.printed_code
    for path in (f"/hold/{token}", f"/h/{made.code}"):
        page = plain(client.get(path).text)
        assert re.search("Salle des fêtes, stand A1 .* ou Cour, stand B2", page), path
        assert code in page, path
    slip = words(client.get(f"/hold/{token}/slip.pdf").data)
    assert re.search("Salle des fêtes · stand A1 .*ou Cour · stand B2", slip)
    assert "Salle des fêtes, stand A1 ou Cour, stand B2" in plain(mailbox.last("lea@example.org"))


def test_the_house_and_the_stand_read_both_and_the_code(
    drive: Drive, held: tuple[Hold, str], client: FlaskClient, signed_in: SignIn
) -> None:
    code, made = drive.small.tiles.printed_code, held[0]
    for path in ("to-prepare", made.code):
        page = plain(client.get(ORGANISER + path).text)
        assert f"Carrelages du Doubs · {EITHER}" in page, path
        assert code in page, path
    paper = words(client.get(f"{ORGANISER}to-prepare.pdf").data)
    assert EITHER in paper
    assert code in paper
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ORGANISER}to-prepare.xlsx").data))
    assert any(code in row for row in book.worksheets[1].values)
    seller = signed_in(company_id=drive.small.exhibitor.company_id)
    mine = plain(seller.get(SELLER).text)
    assert EITHER in mine
    assert code in mine


def test_a_stand_on_one_site_is_not_told_where_it_stands(drive: Drive, signed_in: SignIn) -> None:
    made, token = drive.hold(LEA, tiles=12_500)
    seller = signed_in(company_id=drive.small.exhibitor.company_id)
    seller.post(f"/hold/{token}/confirm")
    mine = plain(seller.get(SELLER).text)
    assert drive.small.tiles.printed_code in mine
    assert "Salle des fêtes" not in mine.split("<main")[-1]
    assert made.code
