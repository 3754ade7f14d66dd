"""Text in a box: whole words, as large as they fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.kit import fonts
from reports.kit.ties import tied
from reports.labels.fitting import SMALLEST, width_of, wrapped

LONG = "Fenêtre PVC double vitrage oscillo-battante, dormant rénovation, 1250 × 1000 mm"


@pytest.fixture(autouse=True)
def typefaces() -> None:
    fonts.register()


@settings(max_examples=200, deadline=None)
@given(
    text=st.text("aeimMW é-0", min_size=1, max_size=200).filter(str.strip),
    size=st.floats(2, 20),
    width=st.floats(15, 200),
    height=st.floats(4, 80),
)
def test_no_word_is_ever_cut_and_none_leaves_its_box(
    text: str, size: float, width: float, height: float
) -> None:
    fonts.register()
    fitted = wrapped(text, fonts.BOLD, size, width, height)
    words = " ".join(fitted.lines).split(" ")
    told = words[:-1] if words[-1] == "…" else words
    assert told == text.split()[: len(told)]
    assert words[-1] == "…" or len(told) == len(text.split())
    assert all(width_of(line, fonts.BOLD) * fitted.size <= width + 0.01 for line in fitted.lines)
    assert fitted.height <= height + 0.01
    assert fitted.size <= size


def test_words_are_as_large_as_they_fit() -> None:
    fitted = wrapped(LONG, fonts.BOLD, 12, 60, 30)
    larger = wrapped(LONG, fonts.BOLD, fitted.size * 1.3, 60, 1_000)
    assert larger.height > 30


def test_what_does_not_fit_at_the_smallest_size_says_so() -> None:
    fitted = wrapped(LONG * 9, fonts.BOLD, 5, 30, 6)
    assert fitted.lines[-1].endswith("…")
    assert fitted.size == SMALLEST


def test_measures_and_signs_stay_with_what_they_belong_to() -> None:
    said = tied("Lot : chevrons 63 × 75 mm, 4 m « sapin » · A12 & fils")
    assert said.split(" ") == [
        "Lot\xa0:",
        "chevrons",
        "63\xa0×\xa075\xa0mm,",
        "4\xa0m",
        "«\xa0sapin\xa0»\xa0·",
        "A12",
        "&\xa0fils",
    ]
