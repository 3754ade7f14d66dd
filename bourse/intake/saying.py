"""What a file said last of each lot, so that what was changed since in the software stays.

A price that a markdown lowered, or a weight that a scale gave, is not put back by the file that
stands on somebody's desk: a cell that says the same as last time says nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import delete, insert

from bourse.db import core, table_of
from bourse.intake.models import LastSaid
from bourse.lots.describing import LotDraft

_SAID = table_of(LastSaid)
_MARK = 8
_AT_ONCE = 500


def said_by(draft: LotDraft) -> str:
    """Names what a row says, field by field; amounts of one unit with that unit."""
    unit = draft.quantity.unit
    fields = {
        "designation": draft.designation,
        "category": draft.category,
        "quantity": draft.quantity,
        "condition": draft.condition,
        "origin": draft.origin,
        "price": (draft.price, unit),
        "weight": (draft.weight.unit_weight, unit, draft.category),
        "reference_price": (draft.reference_price, unit),
        "description": draft.description,
        "own_reference": draft.own_reference,
    }
    return " ".join(f"{field}:{_mark(value)}" for field, value in fields.items())


def unchanged(before: str, now: str) -> list[str]:
    """The fields of a draft of which a file says now what it said before."""
    said = {*before.split()}
    return [mark.split(":")[0] for mark in now.split() if mark in said]


def remember_said(said: Mapping[int, str]) -> None:
    """Keep what a file says of these lots, by their ids, over what one said before."""
    ids = list(said)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        core().execute(delete(_SAID).where(_SAID.c.lot_id.in_(some)))
        core().execute(insert(_SAID), [{"lot_id": lot_id, "said": said[lot_id]} for lot_id in some])


def _mark(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()[:_MARK]
