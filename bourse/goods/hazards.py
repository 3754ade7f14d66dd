"""Dangerous goods, told by their words: data in hazards.csv beside this file, never code.

Texts are read as search reads them (stems, no accents), so that plurals count: "plomb" is found in
"plombs" and not in "plomberie". A line's `words` are expressions, found with up to two words in
between; `with` asks for one of these too, anywhere, and `first` that the goods themselves be one:
"Parquet huilé" is no oil, "Bidon d'huile" is; `unless` takes back the words that it holds:
"sans amiante" is no asbestos, yet "sans amiante, plaque amiantée" is. One that holds none of the
words answers all of them: fibre cement "sans amiante" is none to look at.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path

from bourse.goods.stems import STOP_WORDS, words

GAP = 2
"""Words that may stand within an expression: "chaudière murale à gaz"."""
END, TAKEN = ".", "-"
"""Where a text of a lot ends, and a word that another has taken back."""
_PACKED = (
    "pot bidon seau cartouche fût tube bombe aérosol flacon bouteille jerrican boîte sac lot kg"
    " litre demi moitié un deux trois vieux vieille ancien ancienne petit petite gros grosse grand"
    " plusieurs quelques divers diverses"
)
"""Words before the goods themselves: how they are packed, how many, how large."""
Expression = tuple[str, ...]


class HazardLevel(StrEnum):
    """Whether the goods are looked at, or may not be offered until the organiser says so."""

    CHECK = "check"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Hazard:
    """A family of dangerous goods: its words as stems, and what to say of them."""

    code: str
    level: HazardLevel
    words: tuple[Expression, ...]
    beside: tuple[Expression, ...]
    goods: tuple[Expression, ...]
    unless: tuple[Expression, ...]
    said: dict[str, str]

    def label(self, language: str) -> str:
        """What it is."""
        return self._in("label", language)

    def why(self, language: str) -> str:
        """Why somebody asks."""
        return self._in("why", language)

    def what_to_do(self, language: str) -> str:
        """What the exhibitor does about it."""
        return self._in("todo", language)

    def _in(self, what: str, language: str) -> str:
        return self.said.get(f"{what}_{language}", self.said[f"{what}_en"])

    def is_in(self, stems: Sequence[str]) -> bool:
        """Whether a text, as stems, speaks of it."""
        held = set(stems)
        if not any(one[0] in held for one in self.words):
            return False
        asked = {stem for one in self.words for stem in one}
        taken_back: set[int] = set()
        for one in self.unless:
            places = set(_places(stems, one, 1))
            if places and not asked & set(one):
                return False
            taken_back |= places
        left = [TAKEN if place in taken_back else stem for place, stem in enumerate(stems)]
        if not any(True for one in self.words for _place in _places(left, one, GAP)):
            return False
        beside = any(True for one in self.beside for _place in _places(stems, one, GAP))
        return (beside or not self.beside) and self._is_of(stems, asked)

    def _is_of(self, stems: Sequence[str], asked: set[str]) -> bool:
        """Whether the goods are among those asked for: a designation begins with what it names."""
        before = asked | _packed()
        of_goods = list(dropwhile(lambda stem: stem in before or stem.isdigit(), stems))
        return not self.goods or any(0 in _places(of_goods, one, GAP) for one in self.goods)


def hazard_of(*texts: str) -> str | None:
    """The code of the gravest hazard that the texts of a lot speak of; None when there is none."""
    stems = [stem for text in texts for stem in (*_telling(text), END)]
    return next((one.code for one in hazards().values() if one.is_in(stems)), None)


@cache
def hazards() -> dict[str, Hazard]:
    """Every hazard by code, the forbidden ones first."""
    path = Path(__file__).with_name("hazards.csv")
    with path.open(encoding="utf-8", newline="") as file:
        found = [_read(row) for row in csv.DictReader(file)]
    found.sort(key=lambda one: one.level is not HazardLevel.FORBIDDEN)
    return {one.code: one for one in found}


def codes_of(level: HazardLevel) -> list[str]:
    """The codes of a level."""
    return [one.code for one in hazards().values() if one.level is level]


def _read(row: dict[str, str]) -> Hazard:
    return Hazard(
        row["code"],
        HazardLevel(row["level"]),
        _expressions(row["words"]),
        _expressions(row["with"]),
        _expressions(row["first"]),
        _expressions(row["unless"]),
        {name: row[name] for name in row if name.startswith(("label_", "why_", "todo_"))},
    )


def _expressions(cell: str) -> tuple[Expression, ...]:
    return tuple(tuple(_telling(one)) for one in cell.split("|") if one)


@cache
def _packed() -> frozenset[str]:
    return frozenset(_telling(_PACKED))


def _telling(text: str) -> list[str]:
    """The stems of a text without those that only join."""
    return [stem for stem in words(text) if stem not in STOP_WORDS]


def _places(stems: Sequence[str], expression: Expression, gap: int) -> Iterator[int]:
    """The places of every word of each occurrence; none where `stems` lacks it in this order."""
    for start, stem in enumerate(stems):
        if stem != expression[0]:
            continue
        found = [start]
        for wanted in expression[1:]:
            ahead = range(found[-1] + 1, min(found[-1] + 2 + gap, len(stems)))
            same_text = takewhile(lambda place: stems[place] != END, ahead)
            place = next((place for place in same_text if stems[place] == wanted), None)
            if place is None:
                break
            found.append(place)
        else:
            yield from found
