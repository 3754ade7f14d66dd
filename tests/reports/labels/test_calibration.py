"""The printed boxes stand where the sheet's millimetres say, anywhere on the page."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reports.labels import calibration
from reports.labels.sheets import SHEETS, Sheet
from tests.fixtures.label_pages import MM, darkness, said

DPI = 300
NEAR = 0.6
"""Millimetres on each side of where a line is looked for."""


def page(sheet: Sheet, offset: tuple[float, float] = (0.0, 0.0)) -> bytes:
    out = io.BytesIO()
    calibration.write(sheet, out, language="fr", offset=offset)
    return out.getvalue()


def line_at(profile: NDArray[Any], expected: float) -> float:
    """Where the line near `expected` stands, in millimetres: the middle of its darkness."""
    dots = np.arange(len(profile))
    near = np.abs((dots + 0.5) / DPI * MM - expected) <= NEAR
    weight = profile * near
    assert weight.sum() > 0.3, f"no line near {expected} mm"
    return float((weight * (dots + 0.5)).sum() / weight.sum() / DPI * MM)


def worst(sheet: Sheet, offset: tuple[float, float] = (0.0, 0.0)) -> float:
    """How far the worst side of a box is from where it should be; on the edge, half of it shows."""
    dark = darkness(page(sheet, offset), DPI)
    found = []
    for left, top in sheet.places():
        left, top = left + offset[0], top + offset[1]
        right, bottom = left + sheet.label[0], top + sheet.label[1]
        # A fifth before the corner, where no words are.
        row = dark[round((bottom - sheet.label[1] / 40) / MM * DPI)]
        column = dark[:, round((right - sheet.label[0] / 40) / MM * DPI)]
        for edge, line, end in (
            *((left, row, sheet.page[0]), (right, row, sheet.page[0])),
            *((top, column, sheet.page[1]), (bottom, column, sheet.page[1])),
        ):
            if 0 <= edge <= end:
                found.append(abs(line_at(line, edge) - edge))
    return max(found)


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_box_is_within_a_tenth_of_a_millimetre(sheet: Sheet) -> None:
    assert worst(sheet) <= 0.1


def test_an_offset_moves_every_box_by_as_much() -> None:
    assert worst(SHEETS["a4-21"], (1.3, -0.7)) <= 0.1


def test_the_page_says_what_to_do_and_how_long_its_line_is() -> None:
    words = said(page(SHEETS["a4-24"]))
    assert "taille réelle" in words
    assert "60 mm" in words
