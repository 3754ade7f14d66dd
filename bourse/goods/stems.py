"""Words in French: "tuiles" finds "Tuile à emboîtement", "beton" finds "béton".

Words are folded (small letters, no accents), cut where letters meet digits, brought to the singular
and stemmed, the same way when a lot is saved and when someone searches.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import local

import snowballstemmer

from bourse.goods.plurals import ALIKE, singular
from bourse.people.folding import fold

WORD = re.compile(r"[a-z]+|[0-9]+")
STOP_WORDS = frozenset(
    ("a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les")
    + ("ou", "par", "pour", "sur", "un", "une", "x")
)
"""Words that say nothing in a query: everything has them, or nothing needs them."""
LONGEST_QUERY = 12
"""Words of a query beyond this are not looked for."""
_IN_ER = re.compile(r"(.{2,}[^r]er)e?")
"""What a stemmer takes for a verb: "acier" would begin "acide", and "plancher" be "planche"."""

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
    one = singular(word)
    if one in ALIKE:
        return one
    if found := _IN_ER.fullmatch(one):
        return found[1]
    if not hasattr(_stemmers, "french"):
        _stemmers.french = snowballstemmer.stemmer("french")
    stem: str = _stemmers.french.stemWord(one)
    return fold(stem)
