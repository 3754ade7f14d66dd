"""A late change that a second person types over: what each of them changed is kept.

What both have changed is told to the second, like a lot that is another since its form was opened.
"""

from __future__ import annotations

from collections.abc import Mapping

from bourse.lots.opened import digest, read_marks

Fields = dict[str, object]
"""Fields of a `LotDraft` as JSON; one that says what the lot says is absent."""


def marks_of_fields(fields: Mapping[str, object]) -> str:
    """Names what each of these fields says, for the form that shows them."""
    return " ".join(f"{field}:{digest(said)}" for field, said in fields.items())


def joined(waits: Fields, typed: Fields, shown: str) -> tuple[Fields, tuple[str, ...]]:
    """What waits from now on, and the fields that somebody else has changed otherwise since.

    `shown` are the marks of what waited when the form was opened (`marks_of_fields`).
    """
    seen = read_marks(shown)
    theirs, ours = (read_marks(marks_of_fields(fields)) for fields in (waits, typed))
    together, moved = dict(typed), []
    for field in sorted({*waits, *typed}):
        if theirs.get(field) in (ours.get(field), seen.get(field)):
            continue
        if ours.get(field) != seen.get(field):
            moved.append(field)
        elif field in waits:
            together[field] = waits[field]
        else:
            del together[field]
    return together, tuple(moved)
