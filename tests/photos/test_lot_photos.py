"""Photos of a lot: each stored once, in their order; no row without its files, no file for ever."""

from __future__ import annotations

import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.lots.models import Lot
from bourse.people.actor import SYSTEM
from bourse.photos.files import KeptPhoto, PhotoFiles, PhotoSize
from bourse.photos.lot_photos import (
    MOST_PHOTOS,
    add_photo,
    arrange_photos,
    named,
    photo_of,
    photos_of,
)
from bourse.photos.pictures import Pictures
from tests.fixtures.edition import SmallEdition

MADE = Pictures(b"large", b"small", 40, 30)


@pytest.fixture
def files(tmp_path: Path) -> PhotoFiles:
    return PhotoFiles(tmp_path / "photos")


def kept(number: int) -> KeptPhoto:
    return KeptPhoto(f"{number:032x}", 40, 30)


def add(lot: Lot, number: int) -> str:
    name = str(uuid.UUID(int=number))
    with transaction():
        assert add_photo(lot, name, kept(number), by=SYSTEM)
    return name


def shown(lot: Lot) -> list[str]:
    db.session.rollback()
    return [photo.uuid for photo in photos_of([lot]).get(lot.id, ())]


def test_photos_keep_their_order_and_their_lot(small: SmallEdition) -> None:
    first, second = add(small.door, 1), add(small.door, 2)
    other = add(small.tiles, 3)

    found = photos_of([small.door, small.tiles, small.boards])
    assert [photo.uuid for photo in found[small.door.id]] == [first, second]
    assert [photo.uuid for photo in found[small.tiles.id]] == [other]
    assert small.boards.id not in found
    assert photos_of([]) == {}


def test_the_same_photo_sent_again_is_one(small: SmallEdition) -> None:
    name = add(small.door, 1)
    with transaction():
        assert not add_photo(small.door, name, kept(2), by=SYSTEM)
    assert shown(small.door) == [name]
    assert named(["0" * 31 + "1", "0" * 31 + "2"]) == {"0" * 31 + "1"}


def test_the_same_photo_sent_twice_at_once_is_one(app: Flask, small: SmallEdition) -> None:
    code, name = small.door.code, str(uuid.UUID(int=7))
    db.session.rollback()

    def send(number: int) -> bool:
        with app.app_context(), transaction():
            lot = db.session.query(Lot).filter_by(code=code).one()
            return add_photo(lot, name, kept(number), by=SYSTEM)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(send, range(1, 5))) == [False, False, False, True]
    assert shown(small.door) == [name]


def test_a_photo_of_one_lot_is_not_anothers(small: SmallEdition) -> None:
    name = add(small.door, 1)
    with pytest.raises(BourseError, match="photo_elsewhere"), transaction():
        add_photo(small.tiles, name, kept(2), by=SYSTEM)
    with pytest.raises(BourseError, match="photo_unknown"):
        photo_of(small.tiles.code, name)
    assert photo_of(small.door.code, name).lot is small.door


def test_a_lot_shows_so_many_photos_and_no_more(small: SmallEdition) -> None:
    for number in range(MOST_PHOTOS):
        add(small.door, number)
    with pytest.raises(BourseError, match="photos_too_many"):
        add(small.door, 99)
    assert len(shown(small.door)) == MOST_PHOTOS


def test_photos_are_arranged_and_dropped(small: SmallEdition) -> None:
    first, second, third = (add(small.door, number) for number in (1, 2, 3))
    page = [first, second, third]
    with transaction():
        order = [third, "unknown", first, third]
        gone = arrange_photos(small.door, order, shown=page, by=SYSTEM)
    assert gone == [kept(2).file]
    assert shown(small.door) == [third, first]
    fourth = add(small.door, 4)
    assert shown(small.door) == [third, first, fourth]
    assert second not in shown(small.door)
    with transaction():
        arrange_photos(small.door, [first], shown=[third, first], by=SYSTEM)
    assert shown(small.door) == [first, fourth], "what came since the page was opened stays"


def test_a_closed_edition_keeps_its_photos(small: SmallEdition) -> None:
    add(small.door, 1)
    with transaction():
        small.edition.status = EditionStatus.CLOSED
    for change in (
        lambda: add_photo(small.door, str(uuid.uuid4()), kept(2), by=SYSTEM),
        lambda: arrange_photos(small.door, [], shown=[], by=SYSTEM),
    ):
        with pytest.raises(BourseError, match="edition_closed"), transaction():
            change()


def test_files_are_written_whole_under_names_of_our_own(files: PhotoFiles) -> None:
    one, two = files.keep(MADE), files.keep(MADE)
    assert one.file != two.file
    assert files.path(one.file, PhotoSize.LARGE).read_bytes() == b"large"
    assert files.path(one.file, PhotoSize.SMALL).read_bytes() == b"small"
    assert not list(files.folder.rglob("*.half"))

    twin = files.copy(one.file)
    files.forget([one.file, one.file])
    assert not files.path(one.file, PhotoSize.LARGE).exists()
    assert files.path(twin, PhotoSize.LARGE).read_bytes() == b"large"


def test_a_sweep_takes_what_no_row_names_and_nothing_else(files: PhotoFiles) -> None:
    """As after a crash: files that were written, and a row that never came."""
    named_one, orphan = files.keep(MADE), files.keep(MADE)
    half = files.path(orphan.file, PhotoSize.LARGE).with_suffix(".half")
    half.touch()
    (files.folder / "swept").touch()

    assert files.sweep({named_one.file}) == 0, "it may be committed in a moment"
    assert files.sweep({named_one.file}, grace_seconds=-1) == 3
    left = {path.name for path in files.folder.rglob("*") if path.is_file()}
    assert left == {f"{named_one.file}.{size}.jpg" for size in PhotoSize} | {"swept"}


def test_a_disk_that_fails_leaves_no_half_picture(
    files: PhotoFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(MADE)
    assert not list(files.folder.rglob("*.jpg"))
