"""What each refusal of the trade says to the person, and what to do next; a file a concept.

Code → (HTTP status, sentence). Every code that a use case raises has a line in one of the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel.speaklater import LazyString

from app.sentences import (
    editions,
    exhibitors,
    holds,
    impact,
    intake,
    lots,
    people,
    pickups,
    tills,
    values,
)

Sentences = Mapping[str, tuple[int, LazyString]]
ROOMS = (values, people, editions, exhibitors, lots, holds, intake, tills, pickups, impact)


def _of_all(rooms: Iterable[Sentences]) -> Sentences:
    """Every sentence; a code with two of them raises, where the one would hide the other."""
    every: dict[str, tuple[int, LazyString]] = {}
    for sentences in rooms:
        if twice := every.keys() & sentences.keys():
            raise ValueError(f"two sentences for {', '.join(sorted(twice))}")
        every |= sentences
    return every


SENTENCES = _of_all(room.SENTENCES for room in ROOMS)
