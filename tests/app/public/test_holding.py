"""Holding lots on the public pages: gathered from a lot's page, asked for in one form."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.holds.holding import Visitor
from bourse.holds.models import Hold
from bourse.lots.models import Lot, LotStatus
from bourse.values import Unit
from tests.fixtures.drive import Drive
from tests.fixtures.hold_pages import SLUG, ask, plain, press, take
from tests.fixtures.mailbox import Mailbox

MARC = Visitor("Marc", "marc@example.org")


def lot_page(client: FlaskClient, code: str) -> str:
    return plain(client.get(f"/l/{code}").text)


def basket(client: FlaskClient) -> str:
    return plain(client.get(f"/e/{SLUG}/hold").text)


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
    assert "Carrelage grès 60 × 60 : 12,5 m²" in plain(told)
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


def test_of_what_is_typed_stays_what_people_see(client: FlaskClient, drive: Drive) -> None:
    tiles = drive.small.tiles.code
    take(client, tiles, "2")
    typed = {"name": "Léa\u202e Martin\x00", "mail": "lea@example.org", "phone": "06\u2066 12"}
    assert ask(client, **{tiles: "2"}, **typed)[0] == 302
    kept = db.session.scalars(select(Hold)).one()
    assert (kept.name, kept.phone) == ("Léa Martin", "06 12")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("mail", "léa@example.org", "pas d’accents"), ("name", "\u202e\x07", "requis")],
)
def test_what_nobody_could_write_to_is_said_at_its_field(
    client: FlaskClient, drive: Drive, field: str, typed: str, said: str
) -> None:
    tiles = drive.small.tiles.code
    take(client, tiles, "2")
    status, page = ask(client, **{tiles: "2", field: typed})
    assert status == 422
    assert said in dict(re.findall(r'id="([\w-]+)-error">(.*?)</span>', page))[field]
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


def test_what_left_the_catalogue_is_said_to_be_gone(client: FlaskClient, drive: Drive) -> None:
    tiles = drive.small.tiles
    take(client, tiles.code, "1")
    with transaction():
        db.session.get_one(Lot, tiles.id).status = LotStatus.DRAFT
    assert f"{tiles.printed_code} n’est plus au catalogue" in basket(client)
    assert "plus au catalogue" not in basket(client)


@pytest.mark.parametrize("unit", [Unit.PIECE, Unit.KG])
def test_what_is_counted_otherwise_now_is_chosen_again(
    client: FlaskClient, drive: Drive, unit: Unit
) -> None:
    tiles, door = drive.small.tiles.code, drive.small.door.code
    take(client, tiles, "1,5")
    take(client, door, "1")
    with transaction():
        db.session.get_one(Lot, drive.small.tiles.id).unit = unit
    assert "Dans votre réservation : 1,5" not in lot_page(client, tiles)
    status, page = ask(client, **{tiles: "1,5", door: "1"})
    assert status == 200
    assert f'<a href="/l/{tiles}">Carrelage grès 60 × 60</a> se compte maintenant' in page
    assert drive.held("door") == 0, "what is left is looked at before it is asked for"
    assert f'name="{tiles}"' not in basket(client)
    assert f'name="{door}"' in basket(client)


def test_a_cookie_from_before_units_were_kept_breaks_no_page(
    client: FlaskClient, drive: Drive
) -> None:
    tiles = drive.small.tiles.code
    with client.session_transaction() as session:
        session["gathered"] = {SLUG: [[tiles, 1_500]]}
    assert "rien dans votre réservation" in basket(client)
    assert "Dans votre réservation" not in lot_page(client, tiles)


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
