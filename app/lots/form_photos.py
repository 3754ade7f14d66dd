"""The photos of a lot's form: those that were chosen, and what becomes of those that were there."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import request

from app.lots.photos import photo_files, written
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.lots.models import Lot
from bourse.people.actor import Actor
from bourse.photos.files import KeptPhoto
from bourse.photos.lot_photos import MOST_PHOTOS, add_photo, arrange_photos
from bourse.photos.pictures import MOST_BYTES


class SentPhotos:
    """The photos of one form, ready to be named by its lot within the transaction."""

    def __init__(self, made: Mapping[str, KeptPhoto]) -> None:
        self.made = made
        self.dropped: list[str] = []
        self.are_left = False
        """The lot's photos stay as they are, though the form says otherwise."""

    def belong_to(self, lot: Lot, *, by: Actor) -> None:
        """Keep the lot's photos that are still ticked, in the order of the page; add the new ones.

        What the page did not show came meanwhile, and stays. What is said of the lot is kept though
        its photos are frozen (`are_left`). Raises what else `arrange_photos` and `add_photo` raise.
        """
        try:
            self._belong_to(lot, by)
        except BourseError as error:
            if error.code != "photos_frozen":
                raise
            self.are_left = True

    def _belong_to(self, lot: Lot, by: Actor) -> None:
        if "photos_shown" in request.form:
            ticked, first = request.form.getlist("photo"), request.form.get("first_photo")
            order = sorted(ticked, key=lambda name: name != first)
            shown = request.form["photos_shown"].split()
            self.dropped = arrange_photos(lot, order, shown=shown, by=by)
        for name, kept in self.made.items():
            add_photo(lot, name, kept, by=by)


@contextmanager
def writing_with_photos(lot_uuid: str) -> Iterator[SentPhotos]:
    """A transaction that writes a lot and its photos, whose files are made before it.

    Raises what `pictures` raises before anything is written.
    """
    with written(_chosen(lot_uuid)) as made:
        sent = SentPhotos(made)
        with transaction():
            yield sent
    photo_files().forget(sent.dropped)


def _chosen(lot_uuid: str) -> dict[str, bytes]:
    """The files of the form; the same picture for the same lot is the same photo, sent again.

    Raises `photos_too_many` (most) for more than a lot shows: none of them is decoded then.
    """
    found = {}
    for file in (*request.files.getlist("photo_taken"), *request.files.getlist("photos")):
        content = file.read(MOST_BYTES + 1)
        if content:
            digest = hashlib.sha256(content).hexdigest()
            found[str(uuid.uuid5(uuid.UUID(lot_uuid), digest))] = content
    if len(found) > MOST_PHOTOS:
        raise BourseError("photos_too_many", field="photos", most=MOST_PHOTOS)
    return found
