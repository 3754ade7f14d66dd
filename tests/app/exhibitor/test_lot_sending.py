"""What a telephone sends: each lot and photo once, faults by field, suggestions of what was."""

from __future__ import annotations

import uuid
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.goods.weighing import OnScale, WeightDraft, WeightMethod
from bourse.lots import late
from bourse.lots.models import Lot, LotStatus
from bourse.lots.opened import marks_of
from bourse.people.models import Company, Role
from bourse.photos.lot_photos import photos_of
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.closing import close
from tests.fixtures.edition import SmallEdition, a_lot_elsewhere
from tests.fixtures.lot_drafts import DRAFT, created
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn
from tests.fixtures.photographs import photograph

LOTS = "/exhibitor/morteau-2026/E01/lots/"
UUID = str(uuid.UUID(int=21))
JSON = {"Accept": "application/json"}


def send(client: FlaskClient, **changes: str) -> TestResponse:
    return client.post(LOTS + "sending", data=typed(uuid=UUID, **changes), headers=JSON)


def send_photo(client: FlaskClient, code: str, number: int, content: bytes) -> TestResponse:
    data = {"uuid": str(uuid.UUID(int=number)), "photo": (BytesIO(content), "IMG.jpg")}
    return client.post(f"{LOTS}{code}/photos", data=data, headers=JSON)


def change(client: FlaskClient, lot: Lot, opened: str, **said: str) -> TestResponse:
    """Send what was typed in the form of a lot that is there."""
    data = typed(opened=opened, **said)
    return client.post(f"{LOTS}{lot.code}/sending", data=data, headers=JSON)


def sent_lots() -> list[Lot]:
    db.session.rollback()
    return list(db.session.scalars(select(Lot).where(Lot.uuid == UUID)))


def test_a_lot_sent_again_is_the_same(small: SmallEdition, seller: FlaskClient) -> None:
    first, again = send(seller).json, send(seller, price="1").json
    assert first is not None
    assert again is not None
    assert (first["is_new"], again["is_new"]) == (True, False)
    assert first["code"] == again["code"]
    [lot] = sent_lots()
    assert lot.price.cents == 600
    assert seller.get(first["address"]).status_code == 200


def test_a_change_since_then_is_taken(small: SmallEdition, seller: FlaskClient) -> None:
    send(seller)
    assert send(seller, price="7", revised="yes").status_code == 200
    assert [lot.price.cents for lot in sent_lots()] == [700]


def test_faults_come_by_field(small: SmallEdition, seller: FlaskClient) -> None:
    answer = send(seller, price="cher", designation="")
    assert (answer.status_code, sorted(answer.json["errors"])) == (422, ["designation", "price"])
    heavy = send(seller, unit_weight="4000")
    assert heavy.status_code == 422
    [asked] = heavy.json["errors"]["weight_sure"]
    assert "4 t pour 1" in asked.replace("\u00a0", " ")
    assert sent_lots() == []
    assert send(seller, unit_weight="4000", weight_sure="y").status_code == 200


def test_a_closed_edition_says_so(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    answer = send(seller)
    assert answer.status_code == 422
    assert answer.json["errors"][""]


def test_a_page_from_yesterday_gets_what_it_needs(small: SmallEdition, seller: FlaskClient) -> None:
    said = seller.get(LOTS + "sending", headers=JSON).json
    assert said["token"]
    assert said["account"]


def test_who_is_not_signed_in_is_led_there(app: Flask, small: SmallEdition) -> None:
    assert app.test_client().get(LOTS + "sending").status_code == 302


def test_each_photo_is_kept_once(small: SmallEdition, seller: FlaskClient) -> None:
    code = send(seller).json["code"]
    for number in (1, 2, 1, 1):
        assert send_photo(seller, code, number, photograph()).json == {"kept": True}
    [lot] = sent_lots()
    assert [photo.uuid[-1] for photo in photos_of([lot])[lot.id]] == ["1", "2"]


@pytest.mark.parametrize("content", [b"", b"GIF89a", photograph()[:600]])
def test_a_bad_photo_is_said(small: SmallEdition, seller: FlaskClient, content: bytes) -> None:
    code = send(seller).json["code"]
    answer = send_photo(seller, code, 1, content)
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["photos"])


def test_anothers_lot_takes_no_photo(
    small: SmallEdition, seller: FlaskClient, signed_in: SignIn
) -> None:
    with transaction():
        elsewhere = a_lot_elsewhere(small)
        db.session.flush()
        code = elsewhere.code
    assert send_photo(seller, code, 1, photograph()).status_code == 404
    answer = send_photo(signed_in(Role.ORGANISER), small.door.code, 1, photograph())
    assert answer.status_code == 403


def test_a_change_of_a_lot_sent_again_says_the_same(
    small: SmallEdition, seller: FlaskClient
) -> None:
    """The answer to the first was lost; and what is changed after it is no quarrel with itself."""
    opened = marks_of(small.tiles)
    first, again = (change(seller, small.tiles, opened, price="7").json for _ in range(2))
    assert first == again
    assert seller.get(first["address"]).status_code == 200
    assert change(seller, small.tiles, first["opened"], price="8").status_code == 200
    db.session.rollback()
    assert small.tiles.price == Money(800)


def test_a_change_on_top_of_anothers_is_told_and_may_be_meant(
    small: SmallEdition, seller: FlaskClient
) -> None:
    opened = marks_of(small.tiles)
    with transaction():
        small.tiles.price_cents = 500
    told = change(seller, small.tiles, opened, price="7")
    assert (told.status_code, list(told.json["errors"])) == (422, ["price"])
    db.session.rollback()
    assert small.tiles.price == Money(500)
    assert change(seller, small.tiles, told.json["opened"], price="7").status_code == 200
    db.session.rollback()
    assert small.tiles.price == Money(700)


def test_a_late_change_on_top_of_a_colleagues_is_told_and_may_be_meant(
    small: SmallEdition, seller: FlaskClient
) -> None:
    close(small, minutes=-1)
    lot, opened = small.tiles, marks_of(small.tiles)
    first = change(seller, lot, opened, late_shown="", price="9").json
    told = change(seller, lot, opened, late_shown="", price="10")
    assert (told.status_code, list(told.json["errors"])) == (422, ["price"])
    [said] = told.json["errors"]["price"]
    assert "vaut maintenant « 9,00 € »" in said.replace("\u00a0", " ")
    assert told.json["late_shown"] == first["late_shown"]
    meant = change(seller, lot, opened, late_shown=told.json["late_shown"], price="10")
    assert meant.status_code == 200
    waits = late.waiting(lot)
    assert waits is not None
    assert waits.said.price == Money(1_000)


def test_a_change_keeps_the_photos_that_came_meanwhile(
    small: SmallEdition, seller: FlaskClient
) -> None:
    for number in (1, 2, 3):
        send_photo(seller, small.tiles.code, number, photograph())
    page = {
        "photos_shown": f"{uuid.UUID(int=1)} {uuid.UUID(int=2)}",
        "photo": str(uuid.UUID(int=2)),
    }
    assert change(seller, small.tiles, marks_of(small.tiles), **page).status_code == 200
    db.session.rollback()
    assert [photo.uuid[-1] for photo in photos_of([small.tiles])[small.tiles.id]] == ["2", "3"]


def test_a_change_that_cannot_be_says_why(small: SmallEdition, seller: FlaskClient) -> None:
    opened = marks_of(small.tiles)
    assert list(change(seller, small.tiles, opened, price="cher").json["errors"]) == ["price"]
    with transaction():
        small.tiles.stock.sold_milli = 1_000
    other_unit = change(seller, small.tiles, opened, unit="piece", quantity="12")
    assert other_unit.status_code == 422
    assert list(other_unit.json["errors"]) == ["unit"]
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    assert change(seller, small.tiles, opened).json["message"]


def test_anothers_lot_takes_no_change(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        elsewhere = a_lot_elsewhere(small)
    assert change(seller, elsewhere, marks_of(elsewhere)).status_code == 404
    assert seller.get(f"{LOTS}{elsewhere.code}/sending", headers=JSON).status_code == 404


def test_suggestions_bring_what_repeats(small: SmallEdition, seller: FlaskClient) -> None:
    [found] = seller.get(LOTS + "suggestions?q=carrel+gr").json
    assert found == {
        "designation": "Carrelage grès 60 × 60",
        "category": "CAR",
        "unit": "m2",
        "method": "declared",
        "unit_weight": "18",
    }
    assert seller.get(LOTS + "suggestions?q=").json == []
    assert seller.get(LOTS + "suggestions?q=zinc").json == []


def test_a_suggestion_says_of_no_goods_that_they_were_weighed(
    small: SmallEdition, seller: FlaskClient
) -> None:
    scale = OnScale(Weight(500_000), Weight(20_000), Quantity(12_500, Unit.M2))
    weighed = WeightDraft(method=WeightMethod.WEIGHED, scale=scale)
    created(small, replace(DRAFT, weight=weighed))
    [found] = seller.get(LOTS + "suggestions?q=faience").json
    assert (found["method"], found["unit_weight"]) == ("declared", "38,4")
    assert not found.keys() & {"gross", "tare", "counted"}


def test_past_editions_of_others_are_suggested_and_drafts_are_not(
    small: SmallEdition, seller: FlaskClient, signed_in: SignIn
) -> None:
    """What another firm offered in a closed edition is known to all; the rest is not ours."""
    with transaction():
        lot = a_lot_elsewhere(small)
        lot.exhibitor.company = Company(name="Autre", number_kind="siret", number="1")
        db.session.flush()
    asked = LOTS + "suggestions?q=fenetre"
    assert seller.get(asked).json == [], "its edition is still to come"
    with transaction():
        lot.exhibitor.edition.status = EditionStatus.CLOSED
    assert [found["designation"] for found in seller.get(asked).json] == ["Fenêtre"]
    with transaction():
        lot.status = LotStatus.DRAFT
    assert seller.get(asked).json == []


def test_the_worker_keeps_what_the_form_needs(small: SmallEdition, seller: FlaskClient) -> None:
    worker = seller.get("/exhibitor/worker.js")
    assert worker.content_type.startswith("text/javascript")
    for needed in ("/static/lots/form.js", "/static/lots/keeping.js", "/static/till/number.js",
                   "/static/css/lots.css", "/static/vendor/inter/inter-latin.woff2"):  # fmt: skip
        assert f'"{needed}"' in worker.get_data(as_text=True)
    assert "annick" not in seller.get("/exhibitor/offline").get_data(as_text=True).lower()
