"""A lot's photo over HTTP: everybody's once the lot is shown, a draft's only for its own."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient

from app.lots.photos import photo_files, written
from bourse.db import transaction
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.photos.lot_photos import add_photo
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.photographs import photograph

UUID = str(uuid.UUID(int=1))


@pytest.fixture
def photographed(small: SmallEdition) -> Lot:
    with written({UUID: photograph()}) as made, transaction():
        add_photo(small.door, UUID, made[UUID], by=SYSTEM)
    return small.door


def address(lot: Lot, size: str = "large") -> str:
    return f"/l/{lot.code}/photos/{UUID}/{size}.jpg"


def kept_files() -> list[Path]:
    return list((current_app.config["INSTANCE"] / "photos").rglob("*.jpg"))


@pytest.mark.parametrize("size", ["large", "small"])
def test_everybody_sees_it_and_keeps_it(app: Flask, photographed: Lot, size: str) -> None:
    answer = app.test_client().get(address(photographed, size))
    assert answer.status_code == 200
    assert answer.content_type == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.data.startswith(b"\xff\xd8")
    again = app.test_client().get(
        address(photographed, size), headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_draft_is_seen_by_its_own_alone(
    app: Flask, small: SmallEdition, photographed: Lot, signed_in: SignIn
) -> None:
    with transaction():
        photographed.status = LotStatus.DRAFT
    own = signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)
    strangers: list[FlaskClient] = [app.test_client(), signed_in(), signed_in(Role.CASHIER)]
    for client in (own, signed_in(Role.ORGANISER)):
        answer = client.get(address(photographed))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-cache")
    assert {client.get(address(photographed)).status_code for client in strangers} == {404}


def test_what_is_not_there_is_not_found(app: Flask, small: SmallEdition, photographed: Lot) -> None:
    client = app.test_client()
    for path in (
        address(small.tiles),
        address(photographed, "huge"),
        f"/l/{photographed.code}/photos/..%2f..%2fbourse.db/large.jpg",
    ):
        assert client.get(path).status_code == 404
    photo_files().forget([path.name.split(".")[0] for path in kept_files()])
    assert client.get(address(photographed)).status_code == 404


def test_what_was_not_committed_leaves_no_file(small: SmallEdition) -> None:
    def cut() -> None:
        with written({UUID: photograph()}) as made, transaction():
            add_photo(small.door, UUID, made[UUID], by=SYSTEM)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        cut()
    assert kept_files() == []


def test_a_photo_that_was_there_already_leaves_its_own_files(photographed: Lot) -> None:
    before = kept_files()
    with written({UUID: photograph()}) as made, transaction():
        add_photo(photographed, UUID, made[UUID], by=SYSTEM)
    assert kept_files() == before
    assert len(before) == 2
