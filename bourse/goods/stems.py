"""Words in French: "tuiles" finds "Tuile à emboîtement", "beton" finds "béton".

Words are folded (small letters, no accents), cut where letters meet digits, and stemmed, the same
way when a lot is saved and when someone searches.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import local

import snowballstemmer

from bourse.people.folding import fold

WORD = re.compile(r"[a-z]+|[0-9]+")
STOP_WORDS = frozenset(
    ("a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les")
    + ("ou", "par", "pour", "sur", "un", "une", "x")
)
"""Words that say nothing in a query: everything has them, or nothing needs them."""
LONGEST_QUERY = 12
"""Words of a query beyond this are not looked for."""

_stemmers = local()


def words(text: str) -> list[str]:
    """The stems and numbers of a text, in its order: "Tuiles 20 × 30" is tuil, 20, 30."""
    found = WORD.findall(fold(text))
    return [word if word.isdigit() else _stem(word) for word in found]


def search_words(*texts: str) -> str:
    """What a lot keeps to be found by: each word of its texts once, between spaces."""
    found = dict.fromkeys(word for text in texts for word in words(text))
    return f" {' '.join(found)} "


def query_words(text: str) -> list[str]:
    """What someone looks for: the words that say something, or all when none does."""
    asked = WORD.findall(fold(text))
    telling = [word for word in asked if word not in STOP_WORDS]
    return list(dict.fromkeys(_stem(word) for word in telling or asked))[:LONGEST_QUERY]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """The stem of a folded word; Snowball's stemmers keep state, so each thread has its own."""
    if not hasattr(_stemmers, "french"):
        _stemmers.french = snowballstemmer.stemmer("french")
    stem: str = _stemmers.french.stemWord(word)
    return fold(stem)
