"""The long work behind an import: how far it is, its end told once, its preview kept up."""

from __future__ import annotations

from concurrent.futures import wait

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.spreadsheets import importing, long_work
from bourse.db import db
from bourse.exhibitors.models import Exhibitor
from bourse.intake.models import LotImport
from bourse.lots import batch
from tests.fixtures.edition import SmallEdition
from tests.fixtures.importing import THREE, bare, count_lots, look, refused, said, send
from tests.intake.spreadsheets import HEADINGS, TILES, csv

pytestmark = pytest.mark.usefixtures("patience")


def test_what_was_refused_is_not_kept_in_memory(seller: FlaskClient) -> None:
    for _again in range(2):
        refused(seller, b"\n\n")
    assert long_work.going() == 0


def test_long_work_says_how_far_it_is_and_leads_on(
    seller: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "PATIENCE_SECONDS", 0)
    before, preview = count_lots(), send(seller, THREE)
    page = said(seller.get(preview).get_data(as_text=True))
    assert "Votre fichier est en cours de lecture" in page
    assert 'hx-trigger="every 1s"' in page
    assert "3 lots arrivent" in bare(look(seller, preview))
    asked = seller.get(preview, headers={"HX-Request": "true"})
    assert (asked.headers["HX-Redirect"], asked.data) == (preview, b"")
    seller.post(f"{preview}/keep")
    assert "Le fichier est importé" in look(seller, preview)
    assert count_lots() == before + 3


def test_a_file_that_cannot_be_read_is_said_when_that_is_known(
    seller: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "PATIENCE_SECONDS", 0)
    page = bare(look(seller, send(seller, b"MZ\x90\x00\x03\x00", "lots.xlsx")))
    assert "n’est pas un tableau lisible" in page
    assert "Importer un tableau" in page


def test_a_press_on_the_button_twice_imports_once(seller: FlaskClient) -> None:
    before, preview = count_lots(), send(seller, THREE)
    seller.post(f"{preview}/keep")
    seller.post(f"{preview}/keep")
    assert "Le fichier est importé" in look(seller, preview)
    assert count_lots() == before + 3
    assert db.session.scalar(select(func.count()).select_from(LotImport)) == 1


def test_the_preview_follows_the_lots_that_change_meanwhile(
    small: SmallEdition, seller: FlaskClient
) -> None:
    preview = send(seller, THREE)
    assert "3 lots arrivent" in bare(look(seller, preview))
    other = send(seller, csv(HEADINGS, TILES))
    seller.post(f"{other}/keep")
    look(seller, other)
    assert "2 lots arrivent" in bare(look(seller, preview))


def test_an_import_that_ends_while_its_page_is_asked_for_is_told(
    seller: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request has read the exhibitor before the work commits, and looks for it after."""
    preview, first = send(seller, THREE), importing.kept_before
    look(seller, preview)
    monkeypatch.setattr(long_work, "PATIENCE_SECONDS", 0)
    seller.post(f"{preview}/keep")

    def read_then_wait(exhibitor: Exhibitor, token: str) -> LotImport | None:
        found = first(exhibitor, token)
        if work := long_work.kept_work(exhibitor.id, token):
            wait([work.future], timeout=20)
        return found

    monkeypatch.setattr(importing, "kept_before", read_then_wait)
    assert "Le fichier est importé" in look(seller, preview)


def test_what_the_database_refuses_is_told_and_the_file_kept(
    small: SmallEdition, seller: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, preview = count_lots(), send(seller, THREE)
    taken = small.tiles.code
    with monkeypatch.context() as broken:
        broken.setattr(batch, "_free_codes", lambda codes, _chance: [taken] * len(codes))
        seller.post(f"{preview}/keep")
        page = bare(look(seller, preview))
    assert "rien n’en a été écrit" in page
    assert "3 lots arrivent" in page, "the file is there, to try again"
    assert count_lots() == before
    seller.post(f"{preview}/keep")
    assert "Le fichier est importé" in look(seller, preview)
