"""`flask report`: files of an edition, from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask

from tests.fixtures.two_sites import TwoSites


def test_the_four_files_are_written(app: Flask, two_sites: TwoSites, tmp_path: Path) -> None:
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.tiles, 1_000)))
    paths = {suffix: tmp_path / f"r.{suffix}" for suffix in ("pdf", "xlsx", "json", "csv")}
    options = [part for suffix, path in paths.items() for part in (f"--{suffix}", str(path))]
    done = app.test_cli_runner().invoke(args=["report", "morteau-2026", *options])

    assert done.exit_code == 0, done.output
    assert done.output.split() == [str(path) for path in paths.values()]
    assert json.loads(paths["json"].read_text("utf-8"))["headline"]["weight_g"] == 18_000
    assert paths["pdf"].read_bytes().startswith(b"%PDF-")
    assert paths["xlsx"].read_bytes().startswith(b"PK")
    assert paths["csv"].read_text("utf-8-sig").startswith("tableau;code;")


def test_an_unknown_edition_is_named_and_nothing_is_written(
    app: Flask, tmp_path: Path, database_url: str
) -> None:
    path = tmp_path / "r.json"
    done = app.test_cli_runner().invoke(args=["report", "nowhere", "--json", str(path)])

    assert done.exit_code == 1
    assert not path.exists()


def test_a_report_into_no_file_says_which_to_choose(app: Flask, two_sites: TwoSites) -> None:
    done = app.test_cli_runner().invoke(args=["report", "morteau-2026"])

    assert done.exit_code == 2
    assert "--pdf" in done.output
