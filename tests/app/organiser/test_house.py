"""What is the house's and no edition's: who we are, the mail that waits, the record of changes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask

from app import mail
from app.organiser.verbs import KINDS, VERBS
from bourse.db import transaction
from bourse.people import queries
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.people.record import note
from tests.fixtures.people import SignIn
from tests.fixtures.smtp import MailServer, kept

HOUSE = {"name": "Matériaux du Val", "address": "2 place", "email": "nous@example.org"}
RESEND = re.compile(r'action="(/organiser/mail/[^"]+/send)"')
BOURSE = Path(__file__).parents[3] / "bourse"


def test_who_we_are_is_said_once_for_all(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    values = {**HOUSE, "siret": "732 829 320 00074"}
    assert client.post("/organiser/organisation/", data=values).status_code == 302

    house = queries.organisation()
    assert house is not None
    assert (house.name, house.siret) == ("Matériaux du Val", "73282932000074")
    assert 'value="Matériaux du Val"' in client.get("/organiser/organisation/").text
    wrong = client.post("/organiser/organisation/", data={**HOUSE, "siret": "732 829 320 00075"})
    assert wrong.status_code == 422
    assert 'id="siret-error"' in wrong.text


def test_mail_waits_here_with_its_links_where_there_is_no_server(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    assert "Aucun courriel en attente" in client.get("/organiser/mail/").text
    mail.send("account_reset", "eva@example.org", name="Éva", link="http://x/1?a=b&c", hours=2)

    page = client.get("/organiser/mail/").text
    assert "eva@example.org" in page
    assert 'value="http://x/1?a=b&amp;c"' in page
    assert "/send" not in page


def test_many_mails_come_a_page_at_a_time(signed_in: SignIn) -> None:
    for number in range(25):
        mail.send("account_reset", f"n{number}@example.org", name="N", link="http://x", hours=2)
    client = signed_in(Role.ORGANISER)
    first = client.get("/organiser/mail/").text
    [after] = re.findall(r'href="(/organiser/mail/\?after=[^"]+)"', first)
    second = client.get(after).text

    assert (first.count("@example.org"), second.count("@example.org")) == (20, 5)


def test_what_did_not_leave_is_sent_again(
    app: Flask, signed_in: SignIn, mail_server: MailServer
) -> None:
    app.config["SMTP_URL"] = mail_server.url
    mail_server.refused = {"eva@"}
    mail.send("account_reset", "eva@example.org", name="Éva", link="http://x", hours=2)
    client = signed_in(Role.ORGANISER)
    [path] = re.findall(
        r'action="(/organiser/mail/[^"]+/send)"', client.get("/organiser/mail/").text
    )

    client.post(path)
    assert (len(mail_server.received), len(kept())) == (0, 1)
    [path] = re.findall(
        r'action="(/organiser/mail/[^"]+/send)"', client.get("/organiser/mail/").text
    )
    mail_server.refused.clear()
    client.post(path)
    assert [message["To"] for message in mail_server.received] == ["eva@example.org"]
    assert kept() == []
    assert client.post(path).status_code == 404


def test_a_name_that_is_no_message_reads_nothing(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER)
    (app.config["INSTANCE"] / "secret_key").write_text("secret")
    for name in ("..%2fsecret_key", "secret_key", "20260101T000000000000-00000000.eml"):
        assert client.post(f"/organiser/mail/{name}/send").status_code == 404


def test_changes_say_who_did_what(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISER, email="camille@example.org")
    client.post("/organiser/organisation/", data=HOUSE)
    with transaction():
        note(SYSTEM, "site.remove", "site:7", edition="morteau-2026")

    page = client.get("/organiser/changes/").text
    assert "Camille" in page
    assert "a modifié la fiche de l’organisation" in page
    assert "site n°" in page


def test_every_change_that_is_kept_has_its_words() -> None:
    verbs, kinds = set(), set()
    for call in _calls_in_bourse():
        named = [part.value for part in ast.walk(call) if isinstance(part, ast.Constant)]
        if call.func.id == "_move":
            verbs |= {f"exhibitor.{verb}" for verb in named}
        elif isinstance(call.args[1], ast.Constant):
            verbs.add(call.args[1].value)
            kinds.add(re.split("['\":]", ast.unparse(call.args[2]))[1])
    assert {"exhibitor.approve", "lot.edit", "edition.open"} <= verbs
    assert verbs - VERBS.keys() == set()
    assert kinds - KINDS.keys() == set()


def _calls_in_bourse() -> Iterator[Any]:
    """Every call that keeps a change."""
    for path in BOURSE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"note", "_move"}:
                yield call
