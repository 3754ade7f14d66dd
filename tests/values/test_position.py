"""Positions as people copy them from a map."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.values import Position

MORTEAU = Position(47_056_920, 6_609_420)


@pytest.mark.parametrize(
    "text",
    [
        "47.05692, 6.60942",
        "47.05692,6.60942",
        " 47,05692 ; 6,60942 ",
        "47,05692, 6,60942",
        "47.05692 6.60942",
        "47.0569199999\t6.60941999999999",
        "47.05692° N, 6.60942° E",
        "https://www.openstreetmap.org/#map=17/47.05692/6.60942",
        "https://www.openstreetmap.org/?mlat=47.05692&mlon=6.60942#map=12/1.0/2.0",
        "https://www.google.fr/maps/@47.05692,6.60942,17z",
        "geo:47.05692,6.60942",
    ],
)
def test_a_position_is_read_as_maps_give_it(text: str) -> None:
    assert Position.parse(text) == MORTEAU


def test_south_and_west_are_below_zero() -> None:
    assert Position.parse("-21,115141, 55,536384") == Position(-21_115_141, 55_536_384)
    assert Position.parse("14.610 N 61.080 O") == Position(14_610_000, -61_080_000)
    assert Position.parse("21.115 S, 55.536 E") == Position(-21_115_000, 55_536_000)


@pytest.mark.parametrize("text", ["", "Morteau", "47, 6", "47,05 6,60", "47.05692", "٤٧.٠٥٦ ٦.٦٠٩"])
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(BourseError) as refused:
        Position.parse(text)
    assert refused.value.code == "position_unreadable"


@pytest.mark.parametrize("text", ["90.001, 0.000", "0.000, 180.001", "147.056, 6.609"])
def test_no_place_is_past_the_poles(text: str) -> None:
    with pytest.raises(BourseError) as refused:
        Position.parse(text)
    assert refused.value.code == "position_range"


def test_degrees_are_exact() -> None:
    assert (MORTEAU.latitude, MORTEAU.longitude) == (Decimal("47.056920"), Decimal("6.609420"))


@given(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
def test_what_is_written_reads_back(latitude: int, longitude: int) -> None:
    position = Position(latitude, longitude)
    assert Position.parse(str(position)) == position


@given(st.text(max_size=80))
def test_any_text_is_a_position_or_refused(text: str) -> None:
    with suppress(BourseError):
        assert abs(Position.parse(text).latitude) <= 90
