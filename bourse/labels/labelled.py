"""What the last printed label of a lot says, and whether that still holds.

A print is remembered when a person says that it came out well, never because a PDF was opened.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.lots.models import Lot
from bourse.lots.revision import touch
from bourse.people.actor import Actor
from bourse.people.record import note

MARK_LENGTH = 16
MOST_KEYS = 500


class LabelState(StrEnum):
    """How the label on a lot compares with the lot."""

    NONE = "none"
    """Never printed."""
    PRICE = "price"
    """The price changed after printing: a buyer would be told another one at the till."""
    CHANGED = "changed"
    """Something else on it changed."""
    CURRENT = "current"


def mark(*words: object) -> str:
    """A short fingerprint of what a label says."""
    text = json.dumps([str(word) for word in words], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def state(lot: Lot, current_mark: str) -> LabelState:
    """How the lot's last label compares with what one would say now."""
    if lot.labelled_mark is None:
        return LabelState.NONE
    if lot.labelled_price_cents != lot.price_cents:
        return LabelState.PRICE
    return LabelState.CURRENT if lot.labelled_mark == current_mark else LabelState.CHANGED


def remember(marks: dict[str, str], *, seen_at: datetime, edition_id: int, by: Actor) -> int:
    """Keep that these lots (code → mark) carry labels as they were at `seen_at`; how many.

    A lot that was changed since was printed as it was before: it still needs a label.
    """
    lots = [lot for lot in _lots(marks.keys(), edition_id) if lot.updated_at <= seen_at]
    for lot in lots:
        lot.labelled_price_cents, lot.labelled_mark = lot.price_cents, marks[lot.code]
        lot.labelled_at = now()
    db.session.flush()
    touch(lots)
    if lots:
        note(by, "label.print", f"edition:{edition_id}", lots=len(lots))
    return len(lots)


def _lots(codes: Collection[str], edition_id: int) -> list[Lot]:
    every = sorted(codes)
    found: list[Lot] = []
    for start in range(0, len(every), MOST_KEYS):
        some = Lot.code.in_(every[start : start + MOST_KEYS])
        found += db.session.scalars(select(Lot).where(some, Lot.edition_id == edition_id)).unique()
    return found
