"""Text to search in: an organiser who types "epicea" finds "Charpente Épicéa"."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Small letters, no accents, single spaces: "L’Épicéa  SARL" → "l'epicea sarl"."""
    spelt = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    letters = unicodedata.normalize("NFKD", spelt)
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
