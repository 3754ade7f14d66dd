"""Who asks for lots on the public pages: how often they may, and the language they read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db
from bourse.holds.holding import MOST_OPEN, MOST_UNCONFIRMED, Visitor
from bourse.holds.models import Hold
from tests.fixtures.drive import Drive
from tests.fixtures.hold_pages import LEA, ask, press, take
from tests.fixtures.mailbox import Mailbox


@pytest.fixture
def client(app: Flask, drive: Drive) -> FlaskClient:
    return app.test_client()


def test_an_address_with_three_holds_is_told_by_mail_alone(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    lea = Visitor(LEA["name"], LEA["mail"])
    tiles = drive.small.tiles.code
    take(client, tiles, "1")
    _status, unknown = ask(client, **{tiles: "1", "mail": "nobody@example.org"})
    for _ in range(MOST_OPEN):
        drive.hold(lea, tiles=1_000)
    take(client, tiles, "1")
    status, known = ask(client, **{tiles: "1"})
    assert status == 302
    assert known.replace(LEA["mail"], "nobody@example.org") == unknown
    assert drive.held("tiles") == 4_000, "the fifth was not kept"
    told = mailbox.last(LEA["mail"])
    assert "3 réservations" in told
    assert "Bonjour," in told
    assert "Léa" not in told, "whoever typed this name may be a stranger to the address"


def test_invented_addresses_take_a_few_lots_and_no_more(client: FlaskClient, drive: Drive) -> None:
    tiles = drive.small.tiles.code
    for number in range(MOST_UNCONFIRMED):
        take(client, tiles, "1")
        assert ask(client, **{tiles: "1", "mail": f"x{number}@example.org"})[0] == 302
    take(client, tiles, "1")
    status, page = ask(client, **{tiles: "1"})
    assert status == 422
    assert "réessayez dans une demi-heure" in page
    assert "Léa Martin" in page, "what was typed stays"
    assert drive.held("tiles") == 1_000 * MOST_UNCONFIRMED
    networks = set(db.session.scalars(select(Hold.network)))
    assert len(networks) == 1
    assert "127.0.0.1" not in str(networks)


def test_who_reads_english_is_written_to_in_english_by_whoever_confirms(
    app: Flask, client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    tiles = drive.small.tiles.code
    client.post("/account/language", data={"language": "en", "next": "/"})
    take(client, tiles, "1")
    assert ask(client, **{tiles: "1"})[0] == 302
    assert "Hello," in mailbox.last(LEA["mail"])
    path = mailbox.link(LEA["mail"])
    drive.later(timedelta(minutes=1))
    page = press(app.test_client(), f"{path}/confirm")
    assert "Votre réservation est confirmée" in page
    assert "Your lots are kept until" in mailbox.last(LEA["mail"])
