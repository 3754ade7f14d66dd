"""Mail: it leaves by SMTP, or waits where the organiser finds it, and never breaks a request."""

from __future__ import annotations

import socket
import stat

import pytest
from flask import Flask, get_flashed_messages

from app import mail, outbox
from bourse.db import db, transaction
from bourse.people.models import Organisation
from tests.fixtures.smtp import MailServer, kept

VALUES = {"name": "Éloïse", "organisation": "Écomatériaux", "link": "http://x/é", "hours": 2}


def test_the_first_line_of_a_template_is_the_subject(app: Flask) -> None:
    message = mail.compose("account_reset", "eloise@example.org", **VALUES)

    assert message["Subject"]
    assert message["Subject"] not in message.get_content()
    assert "Éloïse" in message.get_content()
    assert "http://x/é" in message.get_content()


def test_an_answer_reaches_the_organiser(app: Flask) -> None:
    assert mail.compose("account_reset", "eloise@example.org", **VALUES)["Reply-To"] is None
    with transaction():
        db.session.add(Organisation(name="Écomatériaux", email="bonjour@eco.example"))

    answer = mail.compose("account_reset", "eloise@example.org", **VALUES)
    assert answer["Reply-To"] == "bonjour@eco.example"


def test_a_name_cannot_add_a_header(app: Flask) -> None:
    values = {**VALUES, "organisation": "Us\nBcc: everyone@example.org", "days": 14}
    message = mail.compose("account_invitation", "eloise@example.org", **values)

    assert message["Bcc"] is None


def test_without_smtp_it_waits_for_its_reader_alone(app: Flask) -> None:
    assert mail.send("account_reset", "eloise@example.org", **VALUES)

    [message] = kept()
    assert message["To"] == "eloise@example.org"
    assert message["From"] == "bourse@localhost"
    [path] = outbox.folder().iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(outbox.folder().stat().st_mode) == 0o700


def test_smtp_takes_it_and_nothing_is_kept(app: Flask, mail_server: MailServer) -> None:
    app.config["SMTP_URL"] = mail_server.url

    assert mail.send("account_reset", "eloise@example.org", **VALUES)
    [message] = mail_server.received
    assert message["To"] == "eloise@example.org"
    assert "Éloïse" in message.get_content()
    assert kept() == []


def test_a_refused_address_waits_and_the_others_leave(app: Flask, mail_server: MailServer) -> None:
    app.config["SMTP_URL"] = mail_server.url
    mail_server.refused = {"nobody@"}
    messages = [
        mail.compose("account_reset", f"{name}@example.org", **VALUES)
        for name in ("first", "nobody", "last")
    ]

    assert mail.post(messages) == [messages[1]]
    assert [message["To"] for message in mail_server.received] == [
        "first@example.org",
        "last@example.org",
    ]
    assert [message["To"] for message in kept()] == ["nobody@example.org"]


def test_a_server_that_is_away_is_told_not_raised(app: Flask) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        app.config["SMTP_URL"] = f"smtp://127.0.0.1:{closed.getsockname()[1]}"
        with app.test_request_context():
            mail.deliver("account_reset", "eloise@example.org", **VALUES)
            assert len(get_flashed_messages()) == 1
    assert len(kept()) == 1


def test_a_password_travels_to_this_machine_only_without_tls(
    app: Flask, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = mail_server.server_address[1]
    app.config["SMTP_URL"] = f"smtp://me:secret@127.0.0.1:{port}"
    assert mail.send("account_reset", "eloise@example.org", **VALUES)
    assert "AUTH" in mail_server.heard

    mail_server.heard.clear()
    real = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda _to, *_: real(("127.0.0.1", port)))
    app.config["SMTP_URL"] = f"smtp://me:secret@mail.example.org:{port}"
    assert not mail.send("account_reset", "eloise@example.org", **VALUES)
    assert "EHLO" in mail_server.heard
    assert "AUTH" not in mail_server.heard
