"""The terminal: editions, the first organiser, and the checklist that decides an exit code."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import time_machine
from click.testing import Result
from flask import Flask

from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions.queries import edition_by_slug
from bourse.people.models import Organisation, Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import a_user, account
from tests.fixtures.smtp import MailServer

BEFORE = datetime(2026, 6, 12, 18, 0, tzinfo=UTC)


def run(app: Flask, *arguments: str) -> Result:
    db.session.rollback()
    done = app.test_cli_runner().invoke(args=list(arguments))
    db.session.rollback()
    return done


def ready(small: SmallEdition) -> None:
    with transaction():
        db.session.add(Organisation(name="Nous", address="2 place", email="nous@example.org"))
        small.site.address = "4 rue de la Halle"


def test_editions_are_listed_slug_first(app: Flask, small: SmallEdition) -> None:
    days = ("--starts-on", "2027-06-12", "--ends-on", "2027-06-13")
    assert run(app, "edition", "create", "maiche-2027", "--name", "Maîche", *days).exit_code == 0
    copied = run(app, "edition", "copy", "morteau-2026", "morteau-2027", "--name", "M", *days)
    assert copied.exit_code == 0

    lines = [line.split("\t") for line in run(app, "edition", "list").stdout.splitlines()]
    assert [line[0] for line in lines] == ["morteau-2027", "maiche-2027", "morteau-2026"]
    assert lines[1] == ["maiche-2027", "preparing", "2027-06-12", "2027-06-13", "Maîche"]
    assert len(edition_by_slug("morteau-2027").sites) == 1


def test_the_list_is_whole_however_long(app: Flask) -> None:
    for number in range(23):
        run(app, "edition", "create", f"e{number}", "--name", "E", "--starts-on", "2027-06-12")

    assert len(run(app, "edition", "list").stdout.splitlines()) == 23


def test_a_refusal_is_said_and_fails(app: Flask, small: SmallEdition) -> None:
    said = ("--name", "M", "--starts-on", "2027-06-12")
    taken = run(app, "edition", "create", "morteau-2026", *said)
    unknown = run(app, "edition", "copy", "nowhere", "a", *said)

    assert (taken.exit_code, unknown.exit_code) == (1, 1)
    assert "morteau-2026" in taken.output


def test_the_first_organiser_gets_a_link(app: Flask) -> None:
    done = run(app, "user", "create-organiser", "Lea@Example.org", "--name", "Léa")

    [path] = re.findall(r"^http://localhost(/account/invitation/\S+)$", done.stdout.strip())
    assert account("lea@example.org").roles == {Role.ORGANISER}
    assert app.test_client().get(path).status_code == 200
    assert run(app, "user", "create-organiser", "nobody").exit_code == 2


def test_who_lost_everything_gets_in_again(app: Flask) -> None:
    with transaction():
        a_user("lea@example.org", Role.CASHIER).disabled_at = now()
    done = run(app, "user", "create-organiser", "lea@example.org")

    [path] = re.findall(r"^http://localhost(/account/reset/\S+)$", done.stdout.strip())
    assert app.test_client().get(path).status_code == 200
    assert Role.ORGANISER in account("lea@example.org").roles


def test_the_checklist_exits_0_only_when_the_edition_can_open(
    app: Flask, small: SmallEdition
) -> None:
    with time_machine.travel(BEFORE, tick=False):
        missing = run(app, "check")
        assert missing.exit_code == 1
        assert "morteau-2026" in missing.stdout
        assert "Donnez la rue et la commune de" in missing.stdout

        ready(small)
        assert run(app, "check").exit_code == 0
        app.config["PUBLIC_URL"] = None
        assert run(app, "check", "morteau-2026").exit_code == 1


def test_the_checklist_asks_the_mail_server(
    app: Flask, small: SmallEdition, mail_server: MailServer
) -> None:
    with time_machine.travel(BEFORE, tick=False):
        app.config["SMTP_URL"] = mail_server.url
        assert "✓ Les courriels partent" in run(app, "check").stdout
        app.config["SMTP_URL"] = "smtp://127.0.0.1:1"
        assert "! Les courriels partent" in run(app, "check").stdout


def test_without_an_edition_to_come_one_is_asked_for(app: Flask, small: SmallEdition) -> None:
    with time_machine.travel(datetime(2026, 7, 1, tzinfo=UTC), tick=False):
        assert run(app, "check").exit_code == 1
    assert run(app, "check", "nowhere").exit_code == 1
