"""The letters of a till's series, and the turns that whoever numbers something takes."""

from __future__ import annotations

from sqlalchemy import select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.tills.models import Enrolment, Till


def take_turns(edition_id: int) -> None:
    """Number one thing of an edition at a time, on a database with several writers too."""
    db.session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update())


def next_letter(till: Till) -> str:
    """The letter of a till's next series, after the highest that was given: none comes twice."""
    take_turns(till.edition_id)
    given = db.session.scalars(select(Enrolment.letter).where(Enrolment.till_id == till.id))
    return _letter(max(map(_place, given), default=0) + 1)


def _letter(place: int) -> str:
    """Name the series in order, from 1: a, b … z, aa, ab."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _place(letters: str) -> int:
    """The way back: a is 1, z 26, aa 27."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("a") + 1
    return place
