"""Opening hours as an organiser types them, read where they can be: for a calendar, not for a law.

"De 9 h à 18 h", "Samedi 9h-18h, dimanche de 10 à 17 h", "Vendredi au dimanche : 9 h–12 h et
14 h–18 h". What is not understood to the last word is no hours at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise

from bourse.people.folding import fold

DAYS = (
    ("lundi", "lun", "monday", "mon"),
    ("mardi", "mar", "tuesday", "tue"),
    ("mercredi", "mer", "wednesday", "wed"),
    ("jeudi", "jeu", "thursday", "thu"),
    ("vendredi", "ven", "friday", "fri"),
    ("samedi", "sam", "saturday", "sat"),
    ("dimanche", "dim", "sunday", "sun"),
)
"""By weekday, Monday first."""
_WEEKDAYS = {name: weekday for weekday, names in enumerate(DAYS) for name in names}
_PASSED_OVER = (
    r"et|and|puis|then|de|du|des|le|les|from|ouvert|ouverture|open|sans interruption|non-?stop"
    r"|non stop|tous les jours|chaque jour|every day|les deux jours"
).replace(" ", r"\s")
_TOKEN = re.compile(
    rf"""
    (?P<hour>\d{{1,2}}) \s? (?:h(?:eures?)?(?![a-z])|h(?=\d)|:) \s? (?P<minute>\d{{2}}(?!\d))?
  | (?P<number>\d{{1,2}}(?!\d))
  | (?P<noon>midi|noon)(?![a-z])
  | (?P<day>{"|".join(_WEEKDAYS)})s?(?![a-z])\.?
  | (?P<to>(?:a|au|to|jusqu'a)(?![a-z])|-|–|—)
  | (?:{_PASSED_OVER})(?![a-z]) | [,;:/&().]
    """,
    re.VERBOSE,
)

Hours = Mapping[date, tuple[tuple[time, time], ...]]
"""By day, from when to when, the earliest first; a day that has none is not there."""


@dataclass
class _Part:
    """Some weekdays (all of them when none is named) and their times, in the order of the text."""

    days: set[int] = field(default_factory=set)
    times: list[time] = field(default_factory=list)


def opening_hours(text: str, first: date, last: date) -> Hours | None:
    """The hours of each day of an edition, in its own zone; None where the text says none."""
    try:
        parts = _parts(text)
    except ValueError:
        return None
    hours = {
        day: found
        for day in (first + timedelta(days=count) for count in range((last - first).days + 1))
        if (found := _of_day(parts, day))
    }
    return hours or None


def _of_day(parts: list[_Part], day: date) -> tuple[tuple[time, time], ...]:
    """What is said of this weekday, else what is said of every day."""
    named = [part for part in parts if day.weekday() in part.days]
    times = [moment for part in named or parts if named or not part.days for moment in part.times]
    return tuple(zip(times[::2], times[1::2], strict=True))


def _parts(text: str) -> list[_Part]:
    """The parts of a text; ValueError for a word that is not known, or times that make no span."""
    parts, day_before, is_span = [_Part()], None, False
    for kind, value in _tokens(fold(text)):
        if kind == "day":
            if parts[-1].times:
                parts.append(_Part())
                day_before = None
            begun = value if day_before is None or not is_span else day_before
            parts[-1].days |= {begun + count for count in range((value - begun) % 7 + 1)}
            parts[-1].days = {day % 7 for day in parts[-1].days}
            day_before = value
        elif kind == "time":
            parts[-1].times.append(time(*divmod(value, 100)))
        is_span = kind == "to"
    if not all(_is_spans(part.times) for part in parts):
        raise ValueError(text)
    return parts


def _is_spans(times: list[time]) -> bool:
    """Whether they are openings and closings in turn, each later than the one before."""
    rising = all(earlier < later for earlier, later in pairwise(times))
    return bool(times) and len(times) % 2 == 0 and rising


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Days (0 is Monday), times (1830 is half past six) and "to"; ValueError for another word."""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        if (found := _TOKEN.match(text, at)) is None:
            raise ValueError(text[at:])
        at = found.end()
        if found["day"]:
            yield "day", _WEEKDAYS[found["day"]]
        elif found["to"]:
            yield "to", 0
        elif found["noon"]:
            yield "time", 1200
        elif hour := found["hour"] or found["number"]:
            yield "time", 100 * int(hour) + int(found["minute"] or 0)
