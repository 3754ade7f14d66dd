"""`flask history import`: balances in, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result
from flask import Flask

from bourse.impact.history import past_balances

GOOD = "Bilan;Année;Tonnes;CA;Achats;Entreprises;Source\nSixième;2024;37;65000;300;12;Relevé\n"


def imported(app: Flask, tmp_path: Path, content: str) -> Result:
    path = tmp_path / "balances.csv"
    path.write_text(content, "utf-8")
    return app.test_cli_runner().invoke(args=["history", "import", str(path)])


def test_a_good_file_is_kept_and_again_changes_nothing(app: Flask, tmp_path: Path) -> None:
    first, again = imported(app, tmp_path, GOOD), imported(app, tmp_path, GOOD)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "1" in first.output.split(",")[0]
    assert "0" in again.output.split(",")[0]
    assert [balance.turnover_cents for balance in past_balances()] == [6_500_000]


def test_one_bad_line_is_named_and_nothing_is_kept(app: Flask, tmp_path: Path) -> None:
    done = imported(app, tmp_path, GOOD + "Septième;2025;lourd;1;1;1;Relevé\n")

    assert done.exit_code == 1
    assert "     3  Tonnes « lourd » :" in done.output.replace("\xa0", " ")
    assert past_balances() == []


def test_a_file_that_is_none_is_refused_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    done = imported(app, tmp_path, "")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
