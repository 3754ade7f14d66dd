"""Lot codes: six characters that a label shows, a scanner reads and a cashier types."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass

from bourse.errors import BourseError

ALPHABET = "23456789CDEFGHJKNPRTVXY"
"""No look-alikes, and none of A Q Z W M, which AZERTY and QWERTY keyboards swap. 23 is
prime, and the weights are distinct and below it, so the check character catches every
single wrong character and every swap of two."""

LENGTH = 6
WEIGHTS = (6, 5, 4, 3, 2, 1)
"""By position; the check character is the last, with weight 1."""

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
# What a French keyboard's digit row gives without Shift, in capitals (Caps Lock) too.
_AZERTY = str.maketrans("&é\"'(è_çàÉÈÇÀ", "1234578902790")
# A scanner set to QWERTY on an AZERTY machine writes "/" as "!".
_URL = re.compile(r"[/!]l[/!]([^/!?#]+)[/!]?(?:[?#].*)?$", re.IGNORECASE | re.DOTALL)
_SEPARATORS = re.compile(r"[\s\u2010-\u2015]")


def _weighted_sum(characters: str) -> int:
    """Sum of value × weight, modulo 23; 0 for a whole and right code."""
    return sum(_VALUE[c] * w for c, w in zip(characters, WEIGHTS, strict=False)) % len(ALPHABET)


@dataclass(frozen=True, slots=True, order=True)
class LotCode:
    """A right code, compact and in capitals: as stored and in URLs.

    Raises `lot_code_length` (text), `lot_code_character` (text, character) or
    `lot_code_check` (text): the first is too short or long, the second no code at all, the
    third most likely misread.
    """

    compact: str

    def __post_init__(self) -> None:
        if len(self.compact) != LENGTH:
            raise BourseError("lot_code_length", text=self.compact)
        for character in self.compact:
            if character not in _VALUE:
                raise BourseError("lot_code_character", text=self.compact, character=character)
        if _weighted_sum(self.compact) != 0:
            raise BourseError("lot_code_check", text=self.compact)

    @classmethod
    def parse(cls, text: str) -> LotCode:
        """Reads a code as typed or scanned; raises like the class itself.

        Takes any case, spaces and dashes, the AZERTY digit row without Shift (`&é"'(-è_çà`)
        and a whole URL ending in /l/CODE, whatever its host. A hyphen is a 6 of that row
        when the code is too short without it, else a dash.
        """
        composed = unicodedata.normalize("NFC", text)
        url = _URL.search(composed)
        written = _SEPARATORS.sub("", url[1] if url else composed).translate(_AZERTY).upper()
        without = written.replace("-", "")
        return cls(without if len(without) == LENGTH else written.replace("-", "6"))

    @classmethod
    def random(cls, rng: random.Random) -> LotCode:
        """A code drawn evenly from the 23^5 that exist, by `rng`."""
        free = "".join(rng.choices(ALPHABET, k=LENGTH - 1))
        return cls(free + ALPHABET[-_weighted_sum(free) % len(ALPHABET)])

    @property
    def printed(self) -> str:
        """The code as people read it: two groups of three."""
        return f"{self.compact[:3]} {self.compact[3:]}"

    def __str__(self) -> str:
        return self.compact
