"""A delivery: the facts of a device and what it says of itself, written together."""

from __future__ import annotations

from collections.abc import Sequence

from bourse.journal import service as journal
from bourse.tills import sync
from bourse.tills.recording import Recording, record_of
from bourse.tills.senders import seen, sender_with

Delivered = tuple[Recording, sync.Standing]


def take(token_hash: str, sent: Sequence[object], signs: sync.Signs) -> Delivered | None:
    """Record what the device of this token sent, inside `transaction()`; None where it is nobody's.

    Who it is, and whether it may still sell, is read after the wait for one's turn.
    """
    journal.lock()
    sender = sender_with(token_hash)
    if sender is None:
        return None
    recording = record_of(sender, sent)
    seen(sender)
    return recording, sync.hear(sender, signs)
