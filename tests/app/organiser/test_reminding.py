"""Who is not ready is reminded once, by the button and by the command."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.closing import close
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.mailbox import Mailbox
from tests.fixtures.reading import text

PAGE = "/organiser/editions/morteau-2026/deadline/"
LOTS = "/exhibitor/morteau-2026/E01/lots/"


def test_the_button_reminds_who_is_not_ready_once(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient, mailbox: Mailbox
) -> None:
    close(small, days=9)
    annick.post(LOTS + "new", data=typed())
    assert "Relancer 1 exposant" in text(organiser, PAGE)
    organiser.post(PAGE + "remind")
    letter = mailbox.last("annick@example.org")
    assert "1 lot de Carrelages du Doubs est encore un brouillon" in letter.replace("\u00a0", " ")
    assert "/exhibitor/morteau-2026/E01/lots/" in letter

    organiser.post(PAGE + "remind")
    assert len(mailbox.letters) == 1
    assert "Relancer" not in text(organiser, PAGE)


def test_the_command_reminds_when_the_hour_has_come(
    app: Flask, small: SmallEdition, annick: FlaskClient, mailbox: Mailbox
) -> None:
    annick.post(LOTS + "new", data=typed())
    close(small, days=9)
    run = app.test_cli_runner()
    assert "0 exposant" in run.invoke(args=["remind"]).output
    close(small, hours=3)
    assert (
        run.invoke(args=["remind", "morteau-2026"]).output == "morteau-2026\t1 exposant relancé\n"
    )
    assert "0 exposant" in run.invoke(args=["remind"]).output
    assert len(mailbox.letters) == 1
    assert run.invoke(args=["remind", "nowhere"]).exit_code == 1
