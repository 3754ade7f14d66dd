"""`flask lots import`: says what becomes of each line, and imports all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from bourse.db import db
from bourse.lots.models import Lot, LotStatus
from tests.fixtures.edition import SmallEdition
from tests.intake.spreadsheets import BOARD, DOOR, HEADINGS, TILES, cells, csv, xlsx

BAD = "X-9;Tuile canal;Terre cuite;300;u;Bon état;Dépose;gratuit;;"


@pytest.fixture
def run(app: Flask, small: SmallEdition, tmp_path: Path):
    """The command on a file of these lines, for the small edition's exhibitor."""

    def run(*lines: str, options: tuple[str, ...] = (), exhibitor: str = "E01") -> Result:
        file = tmp_path / "lots.csv"
        file.write_bytes(csv(*lines, codec="cp1252"))
        arguments = ["lots", "import", "morteau-2026", exhibitor, str(file), *options]
        return app.test_cli_runner().invoke(args=arguments)

    return run


def lots() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Lot))


def test_each_line_is_told_and_imported_once(run):
    before = lots()
    first = run(HEADINGS, TILES, DOOR)
    assert first.exit_code == 0, first.output
    assert "     2  nouveau  Faïence blanche 20 × 20" in first.output
    assert "Nouveaux : 2," in first.output
    assert lots() == before + 2
    again = run(HEADINGS, TILES.replace("8,50", "8,00"), DOOR)
    assert "     2  modifié" in again.output
    assert "     3  inchangé" in again.output
    assert lots() == before + 2


def test_one_bad_line_and_nothing_is_imported(run):
    before = lots()
    result = run(HEADINGS, TILES, BAD, DOOR.replace("MIN", "Isolation"))
    assert result.exit_code == 1
    assert "     3  refusé   Prix « gratuit » : " in result.output
    assert "     4  refusé   Catégorie « Isolation » : " in result.output
    assert "Rien n’a été importé." in result.output
    assert lots() == before


def test_a_rehearsal_says_the_same_and_writes_nothing(run):
    before = lots()
    rehearsed = run(HEADINGS, TILES, BOARD, options=("--dry-run",))
    assert rehearsed.exit_code == 0
    assert lots() == before
    done = run(HEADINGS, TILES, BOARD)
    assert rehearsed.output == done.output + "Rien n’a été importé.\n"


def test_lots_may_be_put_on_sale_at_once(run):
    assert run(HEADINGS, TILES, options=("--offer",)).exit_code == 0
    lot = db.session.scalar(select(Lot).where(Lot.own_reference == "C-1"))
    assert lot.status is LotStatus.OFFERED


def test_a_column_that_is_missing_or_not_read_is_named(run):
    result = run("Désignation;Prix HT;Qté", "Tuile;1;3")
    assert result.exit_code == 1
    assert "Colonnes non lues : Prix HT" in result.output
    for name in ("Prix : ", "Catégorie : ", "État : ", "Origine : "):
        assert name in result.output


@pytest.mark.parametrize(
    ("exhibitor", "lines", "said"),
    [("E99", (HEADINGS, TILES), "exposant"), ("E01", ("Tuile;1",), "colonnes")],
)
def test_what_cannot_begin_is_said_in_one_sentence(run, exhibitor, lines, said):
    result = run(*lines, exhibitor=exhibitor)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_workbook_is_imported_too(app: Flask, small: SmallEdition, tmp_path: Path):
    file = tmp_path / "lots.xlsx"
    file.write_bytes(xlsx(cells(HEADINGS, TILES, DOOR)))
    result = app.test_cli_runner().invoke(args=["lots", "import", "morteau-2026", "e01", str(file)])
    assert result.exit_code == 0, result.output
    assert "Nouveaux : 2," in result.output
