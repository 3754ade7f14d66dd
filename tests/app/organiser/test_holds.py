"""An organiser goes through reservations: finds one, changes its hour, cancels, gives a lot up."""

from __future__ import annotations

import html
import io
import re

import openpyxl
import pypdfium2
import pytest
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.holds.holding import Visitor, confirm
from bourse.holds.models import Hold, HoldState
from bourse.lots.models import LotStatus
from bourse.people.models import Role
from bourse.tills.recording import record
from tests.fixtures.drive import Drive
from tests.fixtures.people import SignIn
from tests.fixtures.smtp import kept
from tests.fixtures.statements import statements
from tests.fixtures.till_facts import Device

HOLDS = "/organiser/editions/morteau-2026/holds/"
LEA = Visitor("Léa Martin", "lea@example.org", "06 12 34 56 78")


@pytest.fixture
def client(drive: Drive, signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.ORGANISER)


@pytest.fixture
def held(drive: Drive) -> Hold:
    made, _token = drive.hold(LEA, tiles=12_500, boards=2_000)
    drive.act(made, confirm)
    return made


def read(answer: object) -> str:
    return html.unescape(re.sub(r"[\s\u00a0\u202f]+", " ", answer.get_data(as_text=True)))


def test_an_edition_without_reservations_says_where_to_allow_them(
    client: FlaskClient, drive: Drive
) -> None:
    assert "Aucune réservation pour l’instant" in read(client.get(HOLDS))
    with transaction():
        drive.small.edition.hold_hours = None
    page = read(client.get(HOLDS))
    assert "Les visiteurs ne peuvent pas réserver ici" in page
    assert 'class="button" href="/organiser/editions/morteau-2026/settings"' in page


def test_one_is_found_by_state_and_words_and_shows_all(client: FlaskClient, held: Hold) -> None:
    for query in ("", "?state=held", "?q=lea", f"?q={held.code}", "?sort=deadline", "?sort=%2D"):
        assert f"{HOLDS}{held.code}" in read(client.get(HOLDS + query)), query
    for query in ("?state=cancelled", "?q=personne"):
        assert "Aucune réservation ne correspond" in read(client.get(HOLDS + query))
    page = read(client.get(f"{HOLDS}{held.code}"))
    for said in ("Léa Martin", "mailto:lea@example.org", "tel:0612345678", "124,25 €", "12,5 m²"):
        assert said in page, said
    assert "Salle des fêtes A1" in page
    assert client.get(f"{HOLDS}H222222").status_code == 404


def test_its_slip_is_printed_again_and_its_qr_scanned_from_the_screen(
    client: FlaskClient, held: Hold
) -> None:
    assert "<svg" in read(client.get(f"{HOLDS}{held.code}")).split("En caisse")[1]
    paper = client.get(f"{HOLDS}{held.code}/slip.pdf")
    said = pypdfium2.PdfDocument(paper.data)[0].get_textpage().get_text_range()
    assert "Panneau OSB 18 mm" in said


def test_what_was_collected_leads_to_its_receipt(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    tiles = (drive.small.tiles, 12_500)
    with transaction():
        record(drive.small.device, [Device().sale(tiles, stand_basket=held.code)])
    page = read(client.get(f"{HOLDS}{held.code}"))
    assert re.search(r'/journal/\d+">C1a-0001</a>', page)
    assert "/until" not in page
    assert "/cancel" not in page


def test_another_hour_is_given_and_told(client: FlaskClient, drive: Drive, held: Hold) -> None:
    at = f"{HOLDS}{held.code}/until"
    assert "2026-06-14T00:00" in read(client.get(at))
    wrong = client.post(at, data={"until": "2026-06-15T09:00"})
    assert wrong.status_code == 422
    assert "L’édition sera finie" in read(wrong)
    assert client.post(at, data={"until": "2026-06-14T11:30"}).location == f"{HOLDS}{held.code}"
    page = read(client.get(f"{HOLDS}{held.code}"))
    assert "dimanche 14 juin à 11 h 30" in page
    [letter] = kept()
    assert letter["To"] == "lea@example.org"
    assert "14 juin" in letter["Subject"]
    assert letter["X-About"] == held.code


def test_it_is_cancelled_with_a_reason_that_the_visitor_reads(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    at = f"{HOLDS}{held.code}/cancel"
    assert client.post(at, data={"reason": ""}).status_code == 422
    assert kept() == []
    assert client.post(at, data={"reason": "La palette est tombée."}).status_code == 302
    page = read(client.get(f"{HOLDS}{held.code}"))
    assert "La palette est tombée." in page
    assert "/cancel" not in page
    [letter] = kept()
    assert "La palette est tombée." in letter.get_content()
    assert "Carrelage grès 60 × 60 : 12,5" in letter.get_content()
    assert drive.held("tiles") == 0
    again = client.post(f"{HOLDS}{held.code}/until", data={"until": "2026-06-14T11:30"})
    assert "Cette réservation est annulée" in read(again)
    assert len(kept()) == 1


def test_a_lot_that_cannot_be_kept_leaves_the_rest_and_is_told(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    with transaction():
        drive.small.tiles.status = LotStatus.WITHDRAWN
    assert "Manquant" in read(client.get(f"{HOLDS}{held.code}"))
    assert "Manquant" in read(client.get(f"{HOLDS}to-prepare"))
    missing = read(client.get(f"{HOLDS}to-prepare?missing=yes"))
    assert "Carrelage grès" in missing
    assert "Panneau OSB" not in missing
    notice = read(client.get("/organiser/editions/morteau-2026/"))
    assert "Un lot est réservé au-delà de ce qui peut être vendu" in notice
    assert f"{HOLDS}to-prepare?missing=yes" in notice
    at = f"{HOLDS}{held.code}/lines/1/give-up"
    assert "Carrelage grès" in read(client.get(at))
    assert client.post(at, data={"reason": "Cassé au transport"}).status_code == 302
    assert client.post(at, data={"reason": "encore"}).status_code == 404
    assert "Rien ne manque" in read(client.get(f"{HOLDS}to-prepare?missing=yes"))
    [letter] = kept()
    said = letter.get_content()
    assert said.index("Carrelage") < said.index("Cassé au transport") < said.index("Panneau OSB")
    last = f"{HOLDS}{held.code}/lines/2/give-up"
    assert "C’est le seul lot de cette réservation" in read(client.get(last))
    client.post(last, data={"reason": "Cassé aussi"})
    assert db.session.get_one(Hold, held.id).state_at(drive.now) is HoldState.CANCELLED
    assert sum("Votre réservation est annulée" in one["Subject"] for one in kept()) == 1


def test_what_is_to_set_aside_is_on_paper_and_in_a_spreadsheet(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    page = read(client.get(f"{HOLDS}to-prepare"))
    assert "Léa Martin" in page
    assert "lea@example.org" not in page
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HOLDS}to-prepare.xlsx").data))
    assert book.sheetnames == ["Réservé, à préparer", "E01 Carrelages du Doubs"]
    rows = list(book["E01 Carrelages du Doubs"].values)
    assert [row[2:5] for row in rows[1:]] == [
        ("Léa Martin", drive.small.tiles.printed_code, "Carrelage grès 60 × 60"),
        ("Léa Martin", drive.small.boards.printed_code, "Panneau OSB 18 mm"),
    ]
    paper = pypdfium2.PdfDocument(client.get(f"{HOLDS}to-prepare.pdf").data)
    said = paper[0].get_textpage().get_text_range()
    assert "Léa Martin" in said
    assert "Panneau OSB 18 mm" in said


def test_longer_lists_ask_the_database_no_more(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    def asked(page: str) -> int:
        with statements() as sent:
            client.get(page)
        return len([said for said in sent if said.startswith("SELECT")])

    pages = (HOLDS, f"{HOLDS}to-prepare")
    one = [asked(page) for page in pages]
    for number in range(9):
        visitor = Visitor(f"Visiteur {number}", f"visitor{number}@example.org")
        made, _token = drive.hold(visitor, tiles=1_000, boards=1_000)
        drive.act(made, confirm)
    assert [asked(page) for page in pages] == one
    assert max(one) <= 12


def test_with_nothing_to_set_aside_every_form_says_so(client: FlaskClient) -> None:
    assert "Rien à préparer" in read(client.get(f"{HOLDS}to-prepare"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HOLDS}to-prepare.xlsx").data))
    assert len(book.sheetnames) == 2
    paper = pypdfium2.PdfDocument(client.get(f"{HOLDS}to-prepare.pdf").data)
    assert "Rien n’est réservé" in paper[0].get_textpage().get_text_range()


def test_a_lot_says_for_whom_it_is_kept_and_withdrawing_it_warns(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    lots, code = "/organiser/editions/morteau-2026/lots/", drive.small.tiles.code
    assert "12,5 m² en réservation" in read(client.get(lots))
    assert f"{HOLDS}{held.code}" in read(client.get(f"{lots}{code}"))
    for act in ("edit", "withdraw"):
        page = read(client.get(f"{lots}{code}/{act}"))
        assert "12,5 m² de « Carrelage grès 60 × 60 » pour Léa Martin" in page
        assert f"{HOLDS}to-prepare?exhibitor=E01" in page


def test_the_record_of_changes_says_it_in_words(client: FlaskClient, held: Hold) -> None:
    client.post(f"{HOLDS}{held.code}/cancel", data={"reason": "Cassé"})
    page = read(client.get("/organiser/changes/"))
    assert held.code in page
    assert "Léa" not in page


def test_what_nobody_confirmed_is_freed_at_once_without_a_letter(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    assert "free-unconfirmed" not in read(client.get(HOLDS))
    assert "Aucune réservation n’attend" in read(client.get(f"{HOLDS}free-unconfirmed"))
    _made, token = drive.hold(Visitor("X", "x@example.org"), door=1_000)
    assert f'href="{HOLDS}free-unconfirmed"' in read(client.get(HOLDS))
    assert "1 réservation attend" in read(client.get(f"{HOLDS}free-unconfirmed"))
    assert drive.held("door") == 1_000, "asking frees nothing"
    assert client.post(f"{HOLDS}free-unconfirmed").location == HOLDS
    assert "1 réservation est libérée" in read(client.get(HOLDS))
    assert (drive.held("door"), drive.held("tiles")) == (0, 12_500)
    assert kept() == []
    assert "pas été confirmée à temps" in read(client.get(f"/hold/{token}"))


def test_the_house_writes_in_the_language_of_the_visitor(
    client: FlaskClient, drive: Drive, held: Hold
) -> None:
    john = Visitor("John", "john@example.org", language="en")
    made, _token = drive.hold(john, tiles=5_000, boards=1_000)
    drive.act(made, confirm)
    at = f"{HOLDS}{made.code}"
    client.post(f"{at}/until", data={"until": "2026-06-13T11:30"})
    client.post(f"{at}/lines/2/give-up", data={"reason": "Cassé"})
    client.post(f"{at}/cancel", data={"reason": "La palette est tombée."})
    client.post(f"{HOLDS}{held.code}/cancel", data={"reason": "La palette est tombée."})
    english = {one["Subject"]: one for one in kept() if one["To"] == john.mail}
    for said in ("is kept until", "A lot of your reservation cannot be kept"):
        assert any(said in subject for subject in english), said
    [cancelled] = (one for said, one in english.items() if "is cancelled" in said)
    assert "La palette est tombée." in cancelled.get_content(), "what was typed stays as it is"
    [french] = (one for one in kept() if one["To"] == LEA.mail)
    assert "Votre réservation est annulée" in french["Subject"]
    assert "La réservation est annulée" in read(client.get(at)), "the organiser reads French"
