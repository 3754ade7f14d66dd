"""Letters to stands: what visitors reserve of theirs, what is free again, never who they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import outbox
from app.holds.erasing import erase_visitors
from bourse.db import transaction
from bourse.holds.erasing import AFTER_EDITION
from bourse.holds.holding import Visitor, confirm
from bourse.holds.models import Hold
from bourse.people.models import Role
from tests.fixtures.drive import Drive
from tests.fixtures.hold_pages import plain, press
from tests.fixtures.mailbox import Mailbox
from tests.fixtures.people import SignIn

LEA = Visitor("Léa Martin", "lea@example.org", "06 12 34 56 78", language="en")
TILES, BEAM = "annick@example.org", "bernard@example.org"
HOLDS = "/organiser/editions/morteau-2026/holds/"
OF_THE_VISITOR = (LEA.name, LEA.mail, LEA.phone)


@pytest.fixture
def stands(drive: Drive) -> Drive:
    """Two stands whose addresses are known."""
    with transaction():
        drive.small.exhibitor.contact_email = TILES
    beam = drive.neighbour()
    with transaction():
        beam.exhibitor.contact_email = BEAM
    return drive


@pytest.fixture
def reserved(stands: Drive) -> tuple[Hold, str]:
    """Lots of both, confirmed; nobody was written to."""
    made, token = stands.hold(LEA, tiles=12_500, door=1_000, beam=2_000)
    stands.act(made, confirm)
    return made, token


def to_stands(mailbox: Mailbox) -> list[str]:
    return [letter["To"] for letter in mailbox.letters if letter["To"] in (TILES, BEAM)]


def test_each_stand_is_told_of_its_own_lots_once_they_are_confirmed(
    app: Flask, stands: Drive, mailbox: Mailbox
) -> None:
    visitor = app.test_client()
    made, token = stands.hold(LEA, tiles=12_500, door=1_000, beam=2_000)
    assert to_stands(mailbox) == [], "nobody has confirmed it yet"
    for _twice in range(2):
        press(visitor, f"/hold/{token}/confirm")
    assert sorted(to_stands(mailbox)) == [TILES, BEAM]
    said = plain(mailbox.last(TILES))
    code = f"{made.code[0]} {made.code[1:4]} {made.code[4:]}"
    assert f"réservation {code}). Merci de les garder de côté jusqu’au" in said
    assert f"- Carrelage grès 60 × 60 ({stands.small.tiles.printed_code}) : 12,5 m²" in said
    assert "Porte intérieure" in said
    assert "Poutre" not in said, "another stand's"
    assert "Poutre en chêne" in mailbox.last(BEAM)
    for stand in (TILES, BEAM):
        assert not any(word in mailbox.last(stand) for word in OF_THE_VISITOR)
    assert mailbox.link(TILES) == "/exhibitor/morteau-2026/E01/holds/"


def test_each_stand_is_told_once_when_the_visitor_cancels(
    app: Flask, reserved: tuple[Hold, str], mailbox: Mailbox
) -> None:
    for _twice in range(2):
        press(app.test_client(), f"/hold/{reserved[1]}/cancel")
    assert sorted(to_stands(mailbox)) == [TILES, BEAM]
    assert "rien n’est plus à garder de côté" in plain(mailbox.last(BEAM))


def test_what_was_never_confirmed_is_cancelled_without_a_word(
    app: Flask, stands: Drive, mailbox: Mailbox
) -> None:
    _made, token = stands.hold(LEA, tiles=12_500)
    press(app.test_client(), f"/hold/{token}/cancel")
    assert to_stands(mailbox) == []


def test_what_the_organiser_does_is_told_to_visitor_and_stands_once(
    reserved: tuple[Hold, str], stands: Drive, signed_in: SignIn, mailbox: Mailbox
) -> None:
    organiser, at = signed_in(Role.ORGANISER), HOLDS + reserved[0].code
    until = (stands.now + timedelta(hours=22)).strftime("%Y-%m-%dT%H:%M")
    assert organiser.post(f"{at}/until", data={"until": until}).status_code == 302
    assert sorted(to_stands(mailbox)) == [TILES, BEAM], "until when they keep it now"

    organiser.post(f"{at}/lines/3/give-up", data={"reason": "Fendue."})
    assert sorted(to_stands(mailbox)) == [TILES, BEAM, BEAM]
    assert "Fendue" not in mailbox.last(BEAM), "a word for the visitor"

    for _twice in range(2):
        organiser.post(f"{at}/cancel", data={"reason": "Le site ferme."})
    assert sorted(to_stands(mailbox)) == [TILES, TILES, BEAM, BEAM]
    cancelled = [letter for letter in mailbox.letters if "Le site ferme." in letter.get_content()]
    assert [letter["To"] for letter in cancelled] == [LEA.mail]


def test_a_stand_that_gives_a_lot_up_knows_it(
    reserved: tuple[Hold, str], stands: Drive, signed_in: SignIn, mailbox: Mailbox
) -> None:
    seller: FlaskClient = signed_in(email=TILES, company_id=stands.small.exhibitor.company_id)
    page = f"/exhibitor/morteau-2026/E01/holds/{reserved[0].code}/lines/1/give-up"
    assert seller.post(page, data={"reason": "Cassé."}).status_code == 302
    assert [letter["To"] for letter in mailbox.letters] == [LEA.mail]


def test_letters_to_stands_go_with_the_visitor(app: Flask, stands: Drive, mailbox: Mailbox) -> None:
    _made, token = stands.hold(LEA, tiles=12_500)
    press(app.test_client(), f"/hold/{token}/confirm")
    assert to_stands(mailbox) == [TILES]
    stands.at(stands.small.edition.over_at + AFTER_EDITION)
    with app.test_request_context():
        erase_visitors(stands.now)
        assert outbox.count() == 0
