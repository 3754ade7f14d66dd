"""`flask labels`: a PDF of the edition's labels, or a sentence why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from bourse.db import transaction
from bourse.labels.paper import SheetDraft, keep_printer, keep_sheet
from bourse.lots.models import LotStatus
from tests.fixtures.edition import SmallEdition
from tests.fixtures.label_pages import darkness, decoded
from tests.fixtures.two_sites import TwoSites

SHEET = SheetDraft(
    name="Rouleau maison",
    page_width_um=100_000,
    page_height_um=60_000,
    label_width_um=100_000,
    label_height_um=60_000,
    columns=1,
    rows=1,
    margin_left_um=0,
    margin_top_um=0,
    gap_across_um=0,
    gap_down_um=0,
)


@pytest.fixture
def run(app: Flask, tmp_path: Path):
    """The command, which writes labels.pdf in a folder of its own."""

    def run(*options: str) -> tuple[Result, Path]:
        file = tmp_path / "labels.pdf"
        arguments = ["labels", "morteau-2026", "-o", str(file), *options]
        return app.test_cli_runner().invoke(args=arguments), file

    return run


def test_the_whole_edition(run, two_sites: TwoSites):
    result, file = run("--sheet", "a4-21")
    assert result.exit_code == 0, result.output
    assert f"5 étiquettes dans {file}" in result.output
    expected = {f"http://localhost/l/{lot.code}" for lot in two_sites.lots}
    assert set(decoded(file.read_bytes())) == expected


def test_one_exhibitor_in_two_copies(run, two_sites: TwoSites):
    result, file = run("--exhibitor", "E02", "--copies", "2", "--first", "23")
    assert result.exit_code == 0, result.output
    assert len(decoded(file.read_bytes())) == 4


@pytest.mark.parametrize(
    ("options", "told"),
    [(("--first", "25"), "24 places"), (("--exhibitor", "E99"), "exposant")],
)
def test_what_cannot_be_printed_is_said(run, small: SmallEdition, options, told):
    result, file = run(*options)
    assert result.exit_code == 1
    assert told in result.output
    assert not file.exists()


def test_a_real_edition_needs_its_public_address(app: Flask, run, small: SmallEdition):
    app.config["PUBLIC_URL"] = None
    result, file = run()
    assert result.exit_code == 1
    assert "PUBLIC_URL" in result.output
    assert not file.exists()
    with transaction():
        small.edition.is_fictional = True
    result, file = run()
    assert result.exit_code == 0
    assert f"http://127.0.0.1:5000/l/{small.tiles.code}" in decoded(file.read_bytes())


def test_nothing_on_sale_is_said(run, small: SmallEdition):
    with transaction():
        for lot in (small.tiles, small.boards, small.door):
            lot.status = LotStatus.WITHDRAWN
    result, _file = run()
    assert result.exit_code == 1
    assert "lot en vente" in result.output


def test_only_what_is_new_or_changed_once_a_print_is_remembered(run, two_sites: TwoSites):
    result, _file = run("--printed")
    assert result.exit_code == 0, result.output
    result, _file = run("--new")
    assert result.exit_code == 1
    assert "à jour" in result.output
    with transaction():
        two_sites.slates.price_cents += 100
    result, file = run("--new", "--order", "code")
    assert result.exit_code == 0, result.output
    assert decoded(file.read_bytes()) == [f"http://localhost/l/{two_sites.slates.code}"]


def test_a_sheet_and_a_printer_of_ones_own(run, small: SmallEdition):
    with transaction():
        keep_sheet(SHEET, None)
        keep_printer("Laser", right_um=3_000, down_um=-2_000, company_id=None)
    corners = []
    for options in ((), ("--printer", "Laser")):
        dark = darkness(run("--sheet", "Rouleau maison", *options)[1].read_bytes(), 254) > 0.5
        assert dark.shape[0] == 600
        corners.append((dark.any(axis=0).argmax(), dark.any(axis=1).argmax()))
    (left, top), (moved_left, moved_top) = corners
    assert abs(moved_left - left - 30) <= 1
    assert abs(moved_top - top + 20) <= 1
    result, _file = run("--printer", "Autre")
    assert result.exit_code == 1
    assert "imprimante" in result.output


def test_an_unknown_sheet_is_said(run, small: SmallEdition):
    result, file = run("--sheet", "a3-100")
    assert result.exit_code == 1
    assert "planche" in result.output
    assert not file.exists()
