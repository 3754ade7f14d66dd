"""Photos of lots: re-encoded and written before the transaction that names them, and served."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from flask import Response, current_app, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from app.background import later
from bourse.db import db
from bourse.errors import BourseError
from bourse.photos.files import GRACE_SECONDS, KeptPhoto, PhotoFiles, PhotoSize
from bourse.photos.lot_photos import LotPhoto, named
from bourse.photos.pictures import pictures

FOR_EVER = "public, max-age=31536000, immutable"
"""A photo never changes under its address; another photo has another."""
FOR_ITS_OWN = "private, no-cache"
"""Of a draft: asked again each time, so that whoever signs out sees it no more."""


def photo_files() -> PhotoFiles:
    """The photos of this installation."""
    return PhotoFiles(current_app.config["INSTANCE"] / "photos")


@contextmanager
def written(sent: Mapping[str, bytes]) -> Iterator[Mapping[str, KeptPhoto]]:
    """Photos by UUID, made and on the disk; the transaction that names them is opened inside.

    What no row names when the block ends, or raises, goes at once. Raises what `pictures` raises.
    """
    db.session.rollback()  # a second of decoding must not hold a read open
    with _named_or_gone() as (files, kept):
        by_name = {}
        for name, content in sent.items():
            by_name[name] = files.keep(pictures(content))
            kept.append(by_name[name].file)
        yield by_name


@contextmanager
def copied(photos: Sequence[LotPhoto], times: int) -> Iterator[list[list[KeptPhoto]]]:
    """The same pictures for so many lots, each with files of its own; as `written` otherwise."""
    with _named_or_gone() as (files, kept):
        sets = []
        for _ in range(times):
            twins = [
                KeptPhoto(files.copy(photo.file), photo.width, photo.height) for photo in photos
            ]
            kept += [twin.file for twin in twins]
            sets.append(twins)
        yield sets


@contextmanager
def _named_or_gone() -> Iterator[tuple[PhotoFiles, list[str]]]:
    """The files, and a list of those that are new: they go unless a row names them at the end."""
    files, kept = photo_files(), list[str]()
    try:
        yield files, kept
    finally:
        files.forget(set(kept) - (named(kept) if kept else set()))
        _sweep_daily(files)


def served(photo: LotPhoto, size: PhotoSize, *, is_public: bool) -> AnyResponse:
    """The picture, kept for ever by browsers when everybody may see it."""
    path = photo_files().path(photo.file, size)
    if not path.exists():
        raise BourseError("photo_unknown")
    answer: Response = send_file(path, mimetype="image/jpeg", etag=f"{photo.file}-{size}")
    answer.headers["Cache-Control"] = FOR_EVER if is_public else FOR_ITS_OWN
    return answer.make_conditional(request)


def _sweep_daily(files: PhotoFiles) -> None:
    """Once a day, after an answer: what a crash left behind, which no row names."""
    mark = files.folder / "swept"
    if mark.exists() and time.time() - mark.stat().st_mtime < GRACE_SECONDS:
        return
    files.folder.mkdir(parents=True, exist_ok=True)
    mark.touch()
    later(lambda: files.sweep(named()))
