"""Text to search in: an organiser who types "epicea" finds "Charpente Épicéa"."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Small letters, no accents, single spaces: "L’Épicéa  SARL" → "l'epicea sarl"."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = unicodedata.normalize("NFKD", decomposed)
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(plain.replace("œ", "oe").replace("æ", "ae").replace("’", "'").split())
