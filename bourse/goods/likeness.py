"""What makes two lots look like one typed twice: the same telling words, in any order or number."""

from __future__ import annotations

from hashlib import sha256

from bourse.goods.stems import STOP_WORDS, words

LENGTH = 16


def likeness_of(designation: str, unit: str) -> str:
    """A short fingerprint of a designation's stems and numbers; series that differ in one differ.

    "Fenêtres PVC blanc 120×100" is like "Fenêtre blanche PVC 120 x 100", not like 120×110.
    """
    telling = sorted(set(words(designation)) - STOP_WORDS)
    return sha256(" ".join([unit, *telling]).encode()).hexdigest()[:LENGTH]
