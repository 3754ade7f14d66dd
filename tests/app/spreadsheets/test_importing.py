"""A spreadsheet becomes lots over HTTP: sent, looked at, corrected, imported whole, taken back."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.intake.models import LotImport
from bourse.intake.reading import read_table
from bourse.lots.models import Lot, LotStatus
from bourse.lots.price_changes import PriceCause, Repriced, reprice
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent, Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.importing import IMPORT, THREE, bare, count_lots, look, refused, said, send
from tests.fixtures.people import SignIn
from tests.fixtures.two_sites import TwoSites
from tests.intake.spreadsheets import BOARD, DOOR, HEADINGS, TILES, cells, csv, xlsx

pytestmark = pytest.mark.usefixtures("patience")


def test_a_file_is_sent_looked_at_and_imported(small: SmallEdition, seller: FlaskClient) -> None:
    before = count_lots()
    preview = send(seller, xlsx(cells(HEADINGS, TILES, DOOR, BOARD)), "mes lots.xlsx")
    page = bare(look(seller, preview))
    assert "mes lots.xlsx" in page
    assert "3 lots arrivent en brouillon" in page
    for shown in ("Faïence blanche 20 × 20", "40 m²", "8,50 €", "18 kg", "Surplus neuf"):
        assert shown in page
    assert count_lots() == before

    seller.post(f"{preview}/keep")
    done = bare(look(seller, preview))
    assert "Le fichier est importé" in done
    made = db.session.scalars(select(Lot).order_by(Lot.id)).all()[before:]
    assert [lot.own_reference for lot in sorted(made, key=lambda lot: lot.own_reference)] == [
        "C-1",
        "O-3",
        "P-7",
    ]
    assert {lot.status for lot in made} == {LotStatus.DRAFT}
    assert {lot.exhibitor_id for lot in made} == {small.exhibitor.id}
    event = db.session.scalars(select(AdminEvent).where(AdminEvent.verb == "lot.import")).one()
    assert event.user_id is not None


def test_a_file_sent_again_has_nothing_to_import(seller: FlaskClient) -> None:
    first = send(seller, THREE)
    seller.post(f"{first}/keep")
    look(seller, first)
    again = look(seller, send(seller, THREE))
    assert "Ce fichier a déjà été importé le" in again
    assert "/keep" not in again
    other = look(seller, send(seller, csv(HEADINGS, TILES, DOOR)))
    assert "il n’y a rien à importer" in other


def test_a_price_that_fell_since_stays_and_is_told_where_a_file_raises_it(
    seller: FlaskClient,
) -> None:
    first = send(seller, THREE)
    seller.post(f"{first}/keep")
    look(seller, first)
    tiles = db.session.scalars(select(Lot).where(Lot.own_reference == "C-1")).one()
    with transaction():
        fallen = [Repriced(tiles.id, 850, 680)]
        reprice(tiles.edition_id, fallen, PriceCause.MARKDOWN, by=SYSTEM)
    same = bare(look(seller, send(seller, THREE)))
    assert "Un lot a été modifié ici depuis et reste tel quel." in same
    assert same.count("Modifié ici depuis : reste tel quel.") == 1

    corrected = csv(HEADINGS, TILES.replace("8,50 €", "8,00 €"), DOOR, BOARD)
    page = bare(look(seller, send(seller, corrected)))
    assert "6,80 € 8,00 € Démarque du" in page
    assert page.count("Démarque du") == 1


def test_a_changed_row_shows_what_it_changes(seller: FlaskClient) -> None:
    first = send(seller, THREE)
    seller.post(f"{first}/keep")
    look(seller, first)
    preview = send(seller, csv(HEADINGS, TILES.replace("8,50 €", "7,00 €"), DOOR, BOARD))
    page = look(seller, preview)
    assert re.search(r"<s>8,50 €</s> <strong>7,00 €</strong>", page)
    assert "Un lot est modifié" in page
    seller.post(f"{preview}/keep")
    assert "Modifiés" in look(seller, preview)
    tiles = db.session.scalars(select(Lot).where(Lot.own_reference == "C-1")).one()
    assert tiles.price_cents == 700


def test_a_mass_that_can_hardly_be_is_questioned_and_comes_in(seller: FlaskClient) -> None:
    preview = send(seller, csv(HEADINGS, DOOR + "4000", TILES))
    page = look(seller, preview)
    assert page.count('class="question"') == 1
    assert "est-ce juste" in page
    assert f"{preview}/keep" in page


def test_each_fault_stands_on_its_cell_and_nothing_is_imported(seller: FlaskClient) -> None:
    before = count_lots()
    wrong = DOOR.replace("Dépose", "grenier").replace("25", "cher")
    preview = send(seller, csv(HEADINGS, TILES, wrong))
    page = look(seller, preview)
    assert "Une ligne ne peut pas être importée" in bare(page)
    for heading, value in (("Origine", "grenier"), ("Prix", "cher")):
        label = f'<td data-label="{heading}" class="'
        cell = re.search(label + r'[^"]*wrong">\s?<span>(.*?)</td>', page)
        assert cell
        assert value in cell[1]
        assert 'class="error"' in cell[1]
    assert "/keep" not in page
    only = look(seller, f"{preview}?kind=refused")
    assert "Porte intérieure" in only
    assert "Faïence" not in only.split("<tbody>")[1]
    seller.post(f"{preview}/keep")
    assert "Des lignes sont refusées" in look(seller, preview)
    assert count_lots() == before


def test_what_cannot_be_read_is_said_on_the_form_and_not_kept(
    app: Flask, seller: FlaskClient
) -> None:
    assert "Choisissez d’abord un fichier" in said(
        seller.post(IMPORT, data={}).get_data(as_text=True)
    )
    assert "n’est pas un tableau lisible" in refused(seller, b"MZ\x90\x00\x03\x00", "lots.xlsx")
    assert "aucune ligne" in refused(seller, b"\n\n")
    assert not list((app.config["INSTANCE"] / "imports").glob("*/*"))


def test_an_import_is_taken_back_while_its_drafts_are_untouched(
    small: SmallEdition, seller: FlaskClient
) -> None:
    before, preview = count_lots(), send(seller, THREE)
    seller.post(f"{preview}/keep")
    look(seller, preview)
    door = db.session.scalars(select(Lot).where(Lot.own_reference == "P-7")).one()
    seller.post("/exhibitor/morteau-2026/E01/lots/offer", data={"lot": door.code})
    done = db.session.scalars(select(LotImport)).one()
    undo = f"/exhibitor/morteau-2026/E01/lots/imports/{done.id}/undo"
    asked = bare(look(seller, undo))
    assert "2 brouillons" in asked
    assert "Un lot reste" in asked
    page = bare(look(seller, str(seller.post(undo).location)))
    assert "2 brouillons ont été retirés" in page
    assert count_lots() == before + 1
    assert seller.post(undo).status_code == 409


def test_a_strangers_file_and_import_are_not_found(
    two_sites: TwoSites, seller: FlaskClient, signed_in: SignIn
) -> None:
    preview = send(seller, THREE)
    stranger = signed_in(email="bruno@example.org", company_id=two_sites.second.company_id)
    theirs = preview.replace("E01", "E02")
    assert [stranger.get(path).status_code for path in (preview, theirs)] == [404, 404]
    for verb in ("keep", "columns", "forget"):
        assert stranger.post(f"{theirs}/{verb}").status_code == 404
        assert stranger.post(f"{preview}/{verb}").status_code == 404
    seller.post(f"{preview}/keep")
    look(seller, preview)
    done = db.session.scalars(select(LotImport)).one()
    for path in (f"imports/{done.id}", f"imports/{done.id}/undo"):
        assert stranger.get(f"/exhibitor/morteau-2026/E02/lots/{path}").status_code == 404


def test_a_file_thrown_away_is_gone(app: Flask, seller: FlaskClient) -> None:
    preview = send(seller, THREE)
    seller.post(f"{preview}/forget")
    assert seller.get(preview).status_code == 404
    assert not list((app.config["INSTANCE"] / "imports").glob("*/*"))


def test_a_file_changed_on_disk_is_not_imported(app: Flask, seller: FlaskClient) -> None:
    before, preview = count_lots(), send(seller, THREE)
    look(seller, preview)
    (kept,) = (app.config["INSTANCE"] / "imports").glob("*/*/content")
    kept.write_bytes(csv(HEADINGS, BOARD))
    seller.post(f"{preview}/keep")
    seller.get(preview)
    assert count_lots() == before


def test_only_the_last_three_files_are_kept(app: Flask, seller: FlaskClient) -> None:
    sent = [send(seller, THREE) for _number in range(5)]
    assert len(list((app.config["INSTANCE"] / "imports").glob("*/*"))) == 3
    assert [seller.get(path).status_code for path in sent] == [404, 404, 200, 200, 200]


def test_nothing_is_sent_into_a_closed_edition(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    assert seller.get(IMPORT).status_code == 409
    assert seller.post(IMPORT, data={"file": (io.BytesIO(THREE), "a.csv")}).status_code == 409


def test_the_template_comes_back_as_lots(seller: FlaskClient) -> None:
    import openpyxl

    answer = seller.get(f"{IMPORT}/template.xlsx")
    assert answer.headers["Content-Disposition"].endswith("lots-morteau-2026.xlsx")
    rows = read_table(answer.data).rows
    assert len(rows) == 2
    assert "aucune ligne" in refused(seller, answer.data, "modele.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    example = [cell.value for cell in book.worksheets[0][2]]
    book.worksheets[0].append(["A-1", *example[1:]])
    for place, value in enumerate(["A-1", *example[1:]], start=1):
        book.worksheets[0].cell(3, place, value)
    book.worksheets[0].delete_rows(4, 3_000)
    out = io.BytesIO()
    book.save(out)
    page = bare(look(seller, send(seller, out.getvalue(), "modele.xlsx")))
    assert "Un lot arrive en brouillon" in page
    assert "L’exemple du modèle n’est pas un lot" in page


def test_the_organiser_imports_for_an_exhibitor(small: SmallEdition, signed_in: SignIn) -> None:
    organiser = signed_in(Role.ORGANISER)
    before = count_lots()
    chosen = "/organiser/editions/morteau-2026/lots/new?exhibitor=E01&then=import"
    at = str(organiser.get(chosen).location)
    preview = send(organiser, THREE, at=at)
    organiser.post(f"{preview}/keep")
    assert "Le fichier est importé" in look(organiser, preview)
    assert count_lots() == before + 3


@pytest.mark.usefixtures("throttled")
def test_files_are_not_sent_without_end(seller: FlaskClient) -> None:
    assert [seller.post(IMPORT).status_code for _time in range(21)] == [422] * 20 + [429]
    assert seller.get(IMPORT).status_code == 200
