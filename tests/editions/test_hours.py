"""Opening hours out of what organisers type; what is not understood is no hours."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.editions.hours import opening_hours

WORDS = ("samedi", "dimanche", "9h", "18", "h", "à", "au", "-", "et", ",", "12:30", "midi", "lundi")
SATURDAY, SUNDAY = date(2026, 6, 13), date(2026, 6, 14)


def said(text: str, first: date = SATURDAY, last: date = SUNDAY) -> dict[str, list[str]] | None:
    """By weekday, the spans as they would be written."""
    hours = opening_hours(text, first, last)
    return hours and {
        day.strftime("%a"): [f"{start:%H:%M}-{end:%H:%M}" for start, end in spans]
        for day, spans in hours.items()
    }


@pytest.mark.parametrize(
    ("text", "saturday", "sunday"),
    [
        ("De 9 h à 18 h, sans interruption", ["09:00-18:00"], ["09:00-18:00"]),
        ("9h-18h", ["09:00-18:00"], ["09:00-18:00"]),
        ("9 à 18", ["09:00-18:00"], ["09:00-18:00"]),
        ("Samedi et dimanche, 9 à 18", ["09:00-18:00"], ["09:00-18:00"]),
        ("Samedi 9h30–18h, dimanche de 10 à 17 h", ["09:30-18:00"], ["10:00-17:00"]),
        ("du vendredi au dimanche : 8h à midi et 14 h – 18 h 30",
         ["08:00-12:00", "14:00-18:30"], ["08:00-12:00", "14:00-18:30"]),
        ("Sam. 09:00-19:00\nDim. 09:00-13:00", ["09:00-19:00"], ["09:00-13:00"]),
        ("Saturday and Sunday, 9 to 18", ["09:00-18:00"], ["09:00-18:00"]),
        ("dimanche 9h-12h", None, ["09:00-12:00"]),
        ("9h-18h, dimanche 9h-12h", ["09:00-18:00"], ["09:00-12:00"]),
        ("samedis et dimanches 9 heures à 18 heures", ["09:00-18:00"], ["09:00-18:00"]),
    ],
)  # fmt: skip
def test_hours_are_read(text: str, saturday: list[str] | None, sunday: list[str] | None) -> None:
    wanted = {"Sat": saturday, "Sun": sunday}
    assert said(text) == {day: spans for day, spans in wanted.items() if spans}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sur rendez-vous",
        "De 9 h à 18 h, chargement jusqu’à 18 h 30",
        "Samedi 13 juin de 9h à 18h",
        "9h",
        "18h-9h",
        "9h-25h",
        "9 am to 6 pm",
        "lundi 9h-12h",
        "samedi",
        "9h-12h 11h-14h",
        "9h75-18h",
    ],
)
def test_what_is_not_understood_is_no_hours(text: str) -> None:
    assert said(text) is None


def test_a_week_may_run_over_its_end() -> None:
    hours = opening_hours("du samedi au lundi, 9h-18h", SATURDAY, date(2026, 6, 16))
    assert hours is not None
    assert [day.day for day in hours] == [13, 14, 15]
    assert hours[SUNDAY] == ((time(9), time(18)),)


@given(st.text(max_size=300))
def test_any_text_is_hours_or_none(text: str) -> None:
    hours = opening_hours(text, SATURDAY, SUNDAY)
    assert hours is None or all(start < end for spans in hours.values() for start, end in spans)


@given(st.lists(st.sampled_from(WORDS)))
def test_any_words_of_ours_are_hours_or_none(words: list[str]) -> None:
    hours = opening_hours(" ".join(words), SATURDAY, SUNDAY)
    assert hours is None or set(hours) <= {SATURDAY, SUNDAY}
