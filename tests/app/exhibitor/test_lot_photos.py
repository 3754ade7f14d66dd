"""The form of a lot without scripts: photos, the next lot like it, a series; each sent once."""

from __future__ import annotations

import re
import uuid
from io import BytesIO
from pathlib import Path

import pytest
from flask import current_app
from flask.testing import FlaskClient
from sqlalchemy import select

from bourse.db import db
from bourse.goods.weighing import WeightMethod
from bourse.lots import late
from bourse.lots.models import Lot
from bourse.photos.lot_photos import LotPhoto, photos_of
from bourse.values import Weight
from tests.fixtures.closing import close
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.photographs import photograph, png_bomb

LOTS = "/exhibitor/morteau-2026/E01/lots/"
UUID = str(uuid.UUID(int=31))


def files(*contents: bytes) -> list[tuple[BytesIO, str]]:
    return [(BytesIO(content), f"IMG_{at}.jpg") for at, content in enumerate(contents)]


def written() -> Lot:
    db.session.rollback()
    return db.session.scalars(select(Lot).where(Lot.uuid == UUID)).one()


def photos(lot: Lot) -> list[LotPhoto]:
    db.session.rollback()
    return list(photos_of([lot]).get(lot.id, ()))


def kept_files() -> list[Path]:
    return list((current_app.config["INSTANCE"] / "photos").rglob("*.jpg"))


def text(client: FlaskClient, path: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", client.get(path).get_data(as_text=True))


def test_too_many_photos_are_refused_before_any_is_decoded(
    seller: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[bytes] = []
    monkeypatch.setattr("app.lots.photos.pictures", decoded.append)
    sent = typed(uuid=UUID) | {"photos": files(*(photograph(20 + at) for at in range(9)))}
    answer = seller.post(LOTS + "new", data=sent)
    assert answer.status_code == 422
    assert decoded == []


def test_photos_of_the_catalogue_stay_from_the_deadline_on(
    small: SmallEdition, annick: FlaskClient, organiser: FlaskClient
) -> None:
    at, door = f"{LOTS}{small.door.code}/edit", small.door
    annick.post(at, data={**typed(), "photos": files(photograph(1))})
    (first,) = photos(door)
    close(small, minutes=-1)
    page = text(annick, at)
    assert "Ses photos restent comme elles sont" in page
    assert first.uuid in page
    assert 'type="file"' not in page
    unticked = typed(designation="Porte", photos_shown=first.uuid)
    answer = annick.post(at, data={**unticked, "photos": files(photograph(2))})
    assert [photo.uuid for photo in photos(door)] == [first.uuid]
    assert len(kept_files()) == 2, "nothing is left of the photo that nobody sees"
    waits = late.waiting(door)
    assert waits is not None
    assert waits.said.designation == "Porte", "the rest of the change is kept"
    assert "Ses photos restent comme elles sont" in text(annick, answer.location)

    told = {"uuid": str(uuid.UUID(int=7)), "photo": files(photograph(3))[0]}
    sent = annick.post(f"{LOTS}{door.code}/photos", data=told)
    assert sent.status_code == 422
    assert "Ses photos restent" in sent.get_json()["errors"]["photos"][0]

    theirs = f"/organiser/editions/morteau-2026/lots/{door.code}/edit"
    assert 'type="file"' in text(organiser, theirs)
    organiser.post(theirs, data={**typed(), "photos": files(photograph(4)), "photo": first.uuid})
    assert len(photos(door)) == 2


def test_photos_of_a_late_draft_change_freely(small: SmallEdition, annick: FlaskClient) -> None:
    close(small, minutes=-1)
    annick.post(LOTS + "new", data=typed(uuid=UUID, offer="y"))
    lot = written()
    at = f"{LOTS}{lot.code}/edit"
    for number in (1, 2):
        shown = " ".join(photo.uuid for photo in photos(lot))
        sent = typed(photos_shown=shown) | {"photos": files(photograph(number))}
        assert annick.post(at, data=sent).status_code == 302
        assert len(photos(lot)) == 1


def test_a_second_tap_makes_neither_a_second_lot_nor_a_second_photo(
    small: SmallEdition, seller: FlaskClient
) -> None:
    for _tap in range(2):
        taken, chosen = files(photograph()), files(photograph(90))
        sent = typed(uuid=UUID) | {"photo_taken": taken, "photos": chosen}
        assert seller.post(LOTS + "new", data=sent).status_code == 302
    assert len(photos(written())) == 2
    assert len(kept_files()) == 4
    for page in (LOTS, LOTS + written().code):
        assert f"/l/{written().code}/photos/" in text(seller, page)


@pytest.mark.parametrize("harm", [png_bomb(9_000, 9_000), b"%PDF-1.7", photograph()[:900]])
def test_a_hostile_photo_stops_the_lot_and_leaves_nothing(
    small: SmallEdition, seller: FlaskClient, harm: bytes
) -> None:
    sent = typed(uuid=UUID) | {"photos": files(photograph(), harm)}
    answer = seller.post(LOTS + "new", data=sent)
    assert answer.status_code == 422
    assert "photo" in answer.get_data(as_text=True)
    assert db.session.query(Lot).count() == 3
    assert kept_files() == []


def test_photos_are_arranged_and_their_files_go(small: SmallEdition, seller: FlaskClient) -> None:
    pictures = (photograph(90), photograph(80), photograph(70))
    seller.post(LOTS + "new", data=typed(uuid=UUID) | {"photos": files(*pictures)})
    lot = written()
    first, second, third = (photo.uuid for photo in photos(lot))
    edited = typed(uuid=UUID, photos_shown=f"{first} {second} {third}", first_photo=third)
    sent = edited | {"photo": [second, third], "photos": files(photograph(60))}
    assert seller.post(f"{LOTS}{lot.code}/edit", data=sent).status_code == 302
    now = photos(lot)
    assert [photo.uuid for photo in now[:2]] == [third, second]
    assert (len(now), len(kept_files())) == (3, 6)
    assert first not in {photo.uuid for photo in now}


def test_an_edit_that_shows_no_photos_keeps_them(small: SmallEdition, seller: FlaskClient) -> None:
    seller.post(LOTS + "new", data=typed(uuid=UUID) | {"photos": files(photograph())})
    seller.post(f"{LOTS}{written().code}/edit", data=typed(uuid=UUID, price="3"))
    assert len(photos(written())) == 1


def test_the_next_lot_begins_like_this_one(small: SmallEdition, seller: FlaskClient) -> None:
    board = {"method": "computed", "material": "osb", "thickness": "18", "unit_weight": ""}
    answer = seller.post(LOTS + "new", data=typed(uuid=UUID, then="next", category="PAN", **board))
    assert answer.location == f"{LOTS}new?like={written().code}"
    page = text(seller, answer.location).split("lot-form")[1].split("lot-known")[0]
    for kept in ('selected value="PAN"', 'selected value="osb"', 'value="18"'):
        assert kept in page
    assert UUID not in page, "another lot, another UUID"
    assert "Faïence blanche" not in page


@pytest.mark.parametrize("seen", [{"gross": "250", "unit_weight": ""}, {"unit_weight": "20"}])
def test_the_next_lot_was_on_no_scale(
    small: SmallEdition, seller: FlaskClient, seen: dict[str, str]
) -> None:
    scale = {"method": "weighed", **seen}
    answer = seller.post(LOTS + "new", data=typed(uuid=UUID, then="next", **scale))
    assert written().weight_method is WeightMethod.WEIGHED
    page = text(seller, answer.location)
    assert re.findall(r'<input checked[^>]*name="method"[^>]*value="(\w+)"', page) == ["declared"]
    assert not re.search(r'id="(gross|unit_weight)"[^>]*value="[^"]', page), "it is asked"


def test_a_mass_that_can_hardly_be_is_asked_about(small: SmallEdition, seller: FlaskClient) -> None:
    heavy = typed(uuid=UUID, unit_weight="4000")
    asked = seller.post(LOTS + "new", data=heavy)
    assert asked.status_code == 422
    assert "est-ce juste" in asked.get_data(as_text=True)
    assert 'name="weight_sure"' in asked.get_data(as_text=True)
    assert seller.post(LOTS + "new", data=heavy | {"weight_sure": "y"}).status_code == 302
    assert written().unit_weight == Weight(4_000_000)
    assert "Poids à vérifier" in seller.get(LOTS + written().code).get_data(as_text=True)


def test_a_scale_is_told_with_its_tare(small: SmallEdition, seller: FlaskClient) -> None:
    scale = {"method": "weighed", "gross": "272", "tare": "22", "counted": "", "unit_weight": ""}
    seller.post(LOTS + "new", data=typed(uuid=UUID, **scale))
    assert written().unit_weight == Weight(20_000)
    page = text(seller, LOTS + written().code)
    assert "Pesé : 272 kg moins 22 kg, à répartir sur 12,5 m²." in page
    form = seller.get(f"{LOTS}{written().code}/edit").get_data(as_text=True)
    assert re.search(r'id="gross"[^>]*value="272"', form)


def test_twelve_windows_are_shown_and_then_written_with_their_photos(
    small: SmallEdition, seller: FlaskClient
) -> None:
    window = {"designation": "Fenêtre PVC 60 × 120", "category": "MIN", "unit": "u"}
    window |= {"quantity": "1", "unit_weight": "24", "then": "series"}
    photo = {"photos": files(photograph())}
    answer = seller.post(LOTS + "new", data=typed(uuid=UUID, **window) | photo)
    series = f"{LOTS}{written().code}/series"
    assert answer.location == series
    said = {"part": "0", "values": "70 80 90 100 110 120 130 140 150 160 170", "follows": "y"}
    said |= {"with_photos": "y", "unit": "u"}
    shown = seller.post(series, data={**said, "then": "show"}).get_data(as_text=True)
    assert db.session.query(Lot).count() == 4, "nothing is written before it was seen"
    rows = dict(re.findall(r'name="(rows-[\w-]+)"[^>]*? value="([^"]*)"', shown))
    assert rows["rows-10-designation"] == "Fenêtre PVC 170 × 120"
    assert rows["rows-10-weight"] == "68"
    rows["rows-3-price"] = "9,90"

    refused = seller.post(series, data={**said, **rows, "rows-5-price": "-2", "then": "write"})
    assert refused.status_code == 422
    assert db.session.query(Lot).count() == 4, "all or none"
    for _tap in range(2):
        assert seller.post(series, data={**said, **rows, "then": "write"}).status_code == 302
    lots = db.session.scalars(select(Lot).where(Lot.designation.like("Fenêtre%"))).all()
    assert len(lots) == 12
    assert [lot.price.cents for lot in lots if "100" in lot.designation] == [990]
    assert {len(found) for found in photos_of(lots).values()} == {1}
    assert len(photos_of(lots)) == 12
    assert len(kept_files()) == 24
