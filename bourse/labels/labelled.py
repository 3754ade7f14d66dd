"""What the last printed label of a lot says, and whether that still holds."""

from __future__ import annotations

import json
from enum import StrEnum
from hashlib import sha256

from bourse.lots.models import Lot

MARK_LENGTH = 16


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
