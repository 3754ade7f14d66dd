"""Holding lots on the public pages: gathered from a lot's page, asked for in one form."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.editions.models import EditionStatus
from bourse.holds.holding import MOST_OPEN, Visitor, cancel
from bourse.holds.models import HoldState
from bourse.holds.queries import hold_of, view_of
from bourse.people.actor import SYSTEM
from tests.fixtures.drive import Drive
from tests.fixtures.mailbox import Mailbox

SLUG = "morteau-2026"
LEA = {"name": "Léa Martin", "mail": "lea@example.org", "phone": ""}
MARC = Visitor("Marc", "marc@example.org")


def plain(html: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", html)


def lot_page(client: FlaskClient, code: str) -> str:
    return plain(client.get(f"/l/{code}").text)


def take(client: FlaskClient, code: str, much: str) -> str:
    return press(client, f"/l/{code}/hold", quantity=much)


def basket(client: FlaskClient) -> str:
    return plain(client.get(f"/e/{SLUG}/hold").text)


def press(client: FlaskClient, path: str, **said: str) -> str:
    """Send a form of one button; the page it leads to."""
    answer = client.post(path, data=said)
    assert answer.status_code == 302, answer.text
    return plain(client.get(answer.location).text)


def ask(client: FlaskClient, **said: str) -> tuple[int, str]:
    """Send the form; the status of the answer, and the page in the end."""
    first = client.post(f"/e/{SLUG}/hold", data={"ask": "1", **LEA, **said})
    page = client.get(first.location) if first.status_code == 302 else first
    return first.status_code, plain(page.text)


@pytest.fixture
def client(app: Flask, drive: Drive) -> FlaskClient:
    return app.test_client()


def test_a_visitor_reserves_from_the_page_to_the_slip(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    small = drive.small
    assert "Gardé pour vous jusqu’au samedi 13 juin à minuit" in lot_page(client, small.tiles.code)
    take(client, small.tiles.code, "12,5")
    shown = take(client, small.door.code, "1")
    assert "131,25 €" in shown
    assert "Dans votre réservation : 12,5 m²" in lot_page(client, small.tiles.code)
    assert drive.held("tiles") == 0, "nothing is held by gathering"

    status, sent = ask(client, **{small.tiles.code: "12,5", small.door.code: "1"})
    assert status == 302
    assert "lea@example.org" in sent
    assert "vendredi 12 juin à 17 h 30" in sent
    assert drive.held("tiles") == 12_500
    assert "rien dans votre réservation" in basket(client)

    letter = mailbox.last("lea@example.org")
    assert "Carrelage grès 60 × 60" in letter
    path = mailbox.link("lea@example.org")
    asked = plain(client.get(path).text)
    assert "Confirmer ma réservation" in asked
    assert "enrolment-qr" not in asked, "no code to show before it is confirmed"
    drive.later(timedelta(minutes=1))
    confirmed = press(client, f"{path}/confirm")
    assert "Gardée pour vous jusqu’au samedi 13 juin à minuit" in confirmed
    assert "enrolment-qr" in confirmed
    assert "225 kg" not in confirmed, "nobody knows what the door weighs"
    assert "Salle des fêtes, stand A1" in confirmed
    told = mailbox.last("lea@example.org")
    assert path in told
    assert "Salle des fêtes, stand A1" in told


def test_confirming_twice_sends_one_letter(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    _made, token = drive.hold(MARC, tiles=1_000)
    for _ in range(2):
        assert client.post(f"/hold/{token}/confirm").status_code == 302
    assert len(mailbox.letters) == 1


def test_no_page_offers_it_where_the_edition_does_not(client: FlaskClient, drive: Drive) -> None:
    code = drive.small.tiles.code
    with transaction():
        drive.small.edition.hold_hours = None
    assert "Réserver" not in lot_page(client, code)
    assert client.post(f"/l/{code}/hold", data={"quantity": "1"}).status_code == 409
    assert "ne prend pas de réservation" in basket(client)


def test_a_closed_edition_keeps_nothing_more(client: FlaskClient, drive: Drive) -> None:
    take(client, drive.small.tiles.code, "1")
    with transaction():
        drive.small.edition.status = EditionStatus.CLOSED
    assert "Réserver" not in lot_page(client, drive.small.tiles.code)
    assert ask(client, **{drive.small.tiles.code: "1"})[0] == 409


@pytest.mark.parametrize(
    ("much", "said"),
    [
        ("", "Dites combien vous en voulez"),
        ("beaucoup", "Saisissez un nombre"),
        ("41", "Il n’en reste que 40 m² de libre"),
        ("0", "supérieure à zéro"),
        ("-3", "supérieure à zéro"),
    ],
)
def test_what_is_wrong_is_said_at_the_quantity(
    client: FlaskClient, drive: Drive, much: str, said: str
) -> None:
    answer = client.post(f"/l/{drive.small.tiles.code}/hold", data={"quantity": much})
    assert answer.status_code == 422
    error = re.search(r'id="quantity-error">(.*?)</span>', answer.text)
    assert error is not None
    assert said in plain(error[1])


def test_a_visitor_changes_and_takes_out(client: FlaskClient, drive: Drive) -> None:
    tiles, door = drive.small.tiles.code, drive.small.door.code
    take(client, tiles, "2")
    take(client, door, "1")
    form = {"update": "1", tiles: "10", door: "1"}
    changed = plain(client.post(f"/e/{SLUG}/hold", data=form).text)
    assert "110,00 €" in changed
    assert re.search(rf'<input[^>]* name="{tiles}"[^>]* value="10"', changed)
    client.post(f"/e/{SLUG}/hold/remove", data={"code": tiles})
    assert f'name="{tiles}"' not in basket(client)
    client.post(f"/e/{SLUG}/hold/remove", data={"code": door})
    assert "rien dans votre réservation" in basket(client)


def test_each_fault_stands_at_its_own_field(client: FlaskClient, drive: Drive) -> None:
    tiles, boards = drive.small.tiles.code, drive.small.boards.code
    take(client, tiles, "2")
    take(client, boards, "3")
    status, page = ask(client, **{tiles: "2", boards: "1,5", "mail": "lea", "name": ""})
    assert status == 422
    faults = dict(re.findall(r'id="([\w-]+)-error">(.*?)</span>', page))
    assert faults.keys() == {f"lot-{boards}", "mail", "name"}
    assert "sans décimale" in faults[f"lot-{boards}"]
    assert drive.held("tiles") == 0


def test_what_others_took_meanwhile_is_said_at_the_lot(client: FlaskClient, drive: Drive) -> None:
    door, tiles = drive.small.door.code, drive.small.tiles.code
    take(client, tiles, "30")
    take(client, door, "1")
    drive.hold(MARC, door=1_000, tiles=20_000)
    status, page = ask(client, **{tiles: "30", door: "1"})
    assert status == 422
    faults = dict(re.findall(r'id="([\w-]+)-error">(.*?)</span>', page))
    assert "retirez-le" in faults[f"lot-{door}"]
    assert "que 20 m² de libre" in faults[f"lot-{tiles}"]
    assert "Léa Martin" in page, "what was typed stays"


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
    assert "3 réservations" in mailbox.last(LEA["mail"])


def test_a_wrong_address_is_corrected_with_the_last_piece(
    client: FlaskClient, drive: Drive, mailbox: Mailbox
) -> None:
    door = drive.small.door.code
    take(client, door, "1")
    assert ask(client, **{door: "1", "mail": "lea@exmaple.org"})[0] == 302
    assert "réservé" in lot_page(client, door)
    back = press(client, f"/e/{SLUG}/hold/again")
    assert "Porte intérieure" in back
    assert ask(client, **{door: "1"})[0] == 302
    assert drive.held("door") == 1_000
    confirmed = mailbox.link("lea@example.org")
    client.post(f"{confirmed}/confirm")
    client.post(f"/e/{SLUG}/hold/again")
    assert drive.held("door") == 1_000, "what was confirmed stays"


def test_the_visitor_cancels_after_being_asked(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(MARC, door=1_000)
    question = plain(client.get(f"/hold/{token}/cancel").text)
    assert "Porte intérieure" in question
    assert drive.held("door") == 1_000
    for _ in range(2):
        done = press(client, f"/hold/{token}/cancel")
    assert "annulée" in done
    assert drive.held("door") == 0
    again = press(client, f"/hold/{token}/again")
    assert "Porte intérieure" in again
    assert view_of(hold_of(made.code)).state is HoldState.CANCELLED


def test_what_the_house_cancelled_says_why(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(MARC, door=1_000)
    drive.act(made, lambda held: cancel(held, by=SYSTEM, reason="La porte est cassée."))
    assert "La porte est cassée." in client.get(f"/hold/{token}").text


def test_too_late_is_said_and_leads_on(client: FlaskClient, drive: Drive) -> None:
    _made, token = drive.hold(MARC, door=1_000)
    drive.later(timedelta(minutes=31))
    late = press(client, f"/hold/{token}/confirm")
    assert "pas été confirmée dans les 30 minutes" in late
    assert "Réserver de nouveau ces lots" in late


def test_the_code_s_page_names_nobody(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(Visitor("Léa Martin", "lea@example.org", "0612345678"), door=1_000)
    page = client.get(f"/h/{made.code}").text
    assert "Porte intérieure" in page
    for private in ("Léa", "lea@example.org", "0612345678", token):
        assert private not in page


@pytest.mark.parametrize("path", ["/h/H222223", "/h/BC7K3PX", "/hold/unknown"])
def test_an_unknown_hold_is_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_of_holds_are_private_and_not_indexed(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(MARC, door=1_000)
    for path in (f"/hold/{token}", f"/hold/{token}/cancel", f"/hold/{token}/slip.pdf",
                 f"/h/{made.code}", f"/e/{SLUG}/hold"):  # fmt: skip
        headers = client.get(path).headers
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in headers["Cache-Control"]
    assert "Disallow: /hold/" in client.get("/robots.txt").text


def test_what_is_held_is_not_left_for_others(client: FlaskClient, drive: Drive) -> None:
    tiles, door = drive.small.tiles.code, drive.small.door.code
    drive.hold(MARC, tiles=15_000, door=1_000)
    page = lot_page(client, tiles)
    assert "Reste 25 m²" in page
    assert "et 15 m² en réservation" in page
    assert '"value": "25"' in page
    assert "schema.org/InStoreOnly" in page
    reserved = lot_page(client, door)
    assert "Tout ce qui reste est réservé" in reserved
    assert "schema.org/Reserved" in reserved
    assert "Réserver" not in reserved
    catalogue = plain(client.get(f"/e/{SLUG}/catalogue").text)
    assert "Reste 25 m²" in catalogue
    assert catalogue.count("Réservé<") == 1
    rows = client.get(f"/e/{SLUG}/catalogue.csv").text.splitlines()
    names = rows[0].split(",")
    of_door = next(row for row in rows if row.startswith(door)).split(",")
    told = dict(zip(names, of_door, strict=False))
    assert (told["remaining_milli"], told["held_milli"]) == ("0", "1000")
    drive.later(timedelta(minutes=31))
    assert "Reste 40 m²" in lot_page(client, tiles)
