"""Asking once more: a stale form, a wrong address, the lots of a hold that has ended."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.holds.holding import Visitor, confirm
from bourse.holds.queries import hold_by_token
from bourse.lots.models import Lot, LotStatus
from tests.fixtures.drive import Drive
from tests.fixtures.hold_pages import plain, press
from tests.fixtures.mailbox import Mailbox

HOLD = "/e/morteau-2026/hold"
LEA = {"ask": "1", "name": "Léa Martin", "mail": "lea@example.org", "phone": ""}
MARC = Visitor("Marc", "marc@example.org")


@pytest.fixture
def client(app: Flask, drive: Drive) -> FlaskClient:
    return app.test_client()


def take(client: FlaskClient, code: str, much: str) -> str:
    """Gather a lot; the word that its form carries."""
    press(client, f"/l/{code}/hold", quantity=much)
    field = re.search(r'<input[^>]*name="once"[^>]*>', client.get(HOLD).text)
    assert field is not None
    return re.findall(r'value="([^"]+)"', field[0])[0]


def test_a_button_that_is_pressed_twice_asks_once(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    tiles = drive.small.tiles.code
    once = take(client, tiles, "1")
    cookie = client.get_cookie("session")
    assert cookie is not None
    for _ in range(2):
        client.set_cookie("session", cookie.value)
        press(client, HOLD, **LEA, **{tiles: "1", "once": once})
    assert drive.held("tiles") == 1_000
    assert len(mailbox.letters) == 1
    assert once not in mailbox.link(LEA["mail"])


def test_a_wrong_address_is_corrected_with_the_last_piece(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    door = drive.small.door.code
    take(client, door, "1")
    press(client, HOLD, **{**LEA, "mail": "lea@exmaple.org"}, **{door: "1"})
    assert "réservé" in client.get(f"/l/{door}").text
    back = press(client, f"{HOLD}/again")
    assert "Porte intérieure" in back
    press(client, HOLD, **LEA, **{door: "1"})
    assert drive.held("door") == 1_000
    confirmed = mailbox.link("lea@example.org")
    client.post(f"{confirmed}/confirm")
    client.post(f"{HOLD}/again")
    assert drive.held("door") == 1_000, "what was confirmed stays"


def test_a_form_that_is_sent_late_once_more_leads_to_what_was_asked(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    tiles, door = drive.small.tiles.code, drive.small.door.code
    once = take(client, tiles, "3")
    for _ in range(2):
        sent = press(client, HOLD, **LEA, **{tiles: "3", "once": once})
        assert "lea@example.org" in sent
    assert "Carrelage grès" in sent
    assert len(mailbox.letters) == 1
    assert drive.held("tiles") == 3_000
    take(client, door, "1")
    assert "Porte intérieure" in press(client, HOLD, **LEA, **{door: "1", "once": once})
    assert (drive.held("tiles"), drive.held("door")) == (3_000, 1_000), "other lots are asked for"


def test_a_form_of_before_the_corrected_address_asks_once_more(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    tiles = drive.small.tiles.code
    once = take(client, tiles, "3")
    press(client, HOLD, **{**LEA, "mail": "lea@exmaple.org"}, **{tiles: "3", "once": once})
    press(client, f"{HOLD}/again")
    for _ in range(2):
        assert "lea@example.org" in press(client, HOLD, **LEA, **{tiles: "3", "once": once})
    assert drive.held("tiles") == 3_000
    told = sorted(letter["To"] for letter in mailbox.letters)
    assert told == ["lea@example.org", "lea@exmaple.org"]


def test_an_empty_form_says_what_is_missing(client: FlaskClient) -> None:
    answer = client.post(HOLD, data=LEA)
    assert answer.status_code == 422
    assert "Votre réservation est vide" in plain(answer.text)


def test_the_page_after_asking_says_what_was_asked_and_whom_to_ask(
    client: FlaskClient, drive: Drive
) -> None:
    tiles = drive.small.tiles.code
    take(client, tiles, "12,5")
    sent = press(client, HOLD, **LEA, **{tiles: "12,5"})
    assert "Carrelage grès" in sent
    assert "12,5 m²" in sent


def test_correcting_the_address_keeps_what_was_gathered_since(
    client: FlaskClient, drive: Drive
) -> None:
    tiles, door = drive.small.tiles.code, drive.small.door.code
    take(client, tiles, "3")
    press(client, HOLD, **LEA, **{tiles: "3"})
    take(client, door, "1")
    back = press(client, f"{HOLD}/again")
    assert "Carrelage grès" in back
    assert "Porte intérieure" in back


def test_an_address_that_answered_is_not_corrected(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    tiles = drive.small.tiles.code
    take(client, tiles, "3")
    press(client, HOLD, **LEA, **{tiles: "3"})
    token = mailbox.link("lea@example.org").removeprefix("/hold/")
    drive.act(hold_by_token(token), confirm)
    refused = press(client, f"{HOLD}/again")
    assert "déjà réservés" in refused
    assert "Carrelage grès" not in client.get(HOLD).text
    assert drive.held("tiles") == 3_000


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_only_what_has_ended_is_gathered_again(
    client: FlaskClient, drive: Drive, is_confirmed: bool
) -> None:
    made, token = drive.hold(MARC, door=1_000)
    take(client, drive.small.tiles.code, "3")
    if is_confirmed:
        drive.act(made, confirm)
    assert "déjà réservés" in press(client, f"/hold/{token}/again")
    assert "Porte intérieure" not in client.get(HOLD).text
    drive.later(timedelta(hours=20 if not is_confirmed else 36))
    merged = press(client, f"/hold/{token}/again")
    assert "Porte intérieure" in merged
    assert "Carrelage grès" in merged


def test_what_cannot_be_had_counts_nothing(client: FlaskClient, drive: Drive) -> None:
    tiles, door = drive.small.tiles.code, drive.small.door.code
    take(client, tiles, "2")
    assert "42,00 €" in press(client, f"/l/{door}/hold", quantity="1")
    page = plain(client.post(HOLD, data={"update": "1", tiles: "-2", door: "1"}).text)
    assert "-17" not in page.replace("−", "-")
    assert '<strong class="number">25,00 €</strong>' in page
    with transaction():
        db.session.get_one(Lot, drive.small.door.id).status = LotStatus.WITHDRAWN
    assert '<strong class="number">17,00 €</strong>' in plain(
        client.post(HOLD, data={"update": "1", tiles: "2", door: "1"}).text
    )
