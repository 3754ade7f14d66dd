"""Every label stands at its place: measured on the rendered page, at its symbol's first corner."""

from __future__ import annotations

import io
from typing import Any

import pytest
from numpy.typing import NDArray

from reports.labels.layout import layout_of
from reports.labels.pdf import write
from reports.labels.sheets import SHEETS, Sheet
from reports.labels.symbols import symbols
from tests.fixtures.label_pages import MM, darkness, some_labels

DPI = 300
NEAR = 0.5
"""Millimetres before a corner where it may begin by mistake; its quiet zone is wider."""


def begins(profile: NDArray[Any], expected: float, inside: float) -> float:
    """Where the ink begins that is there at `inside` millimetres, from what it covers before."""
    start, end = (round(where / MM * DPI) for where in (expected - NEAR, inside))
    return float((end - profile[start:end].sum()) / DPI * MM)


def worst(sheet: Sheet, offset: tuple[float, float] = (0.0, 0.0)) -> float:
    """How far the worst symbol of a full sheet is from where its label's place puts it."""
    labels = some_labels(sheet.labels)
    modules = len(symbols([label.url for label in labels])[0])
    out = io.BytesIO()
    write(labels, sheet, out, language="fr", offset=offset)
    dark = darkness(out.getvalue(), DPI)
    layout = layout_of(sheet, modules)
    module, found = layout.side / modules, []
    for place in sheet.places():
        x, y = (
            edge + max(layout.pad, sheet.unprintable - edge) + within + moved
            for edge, within, moved in zip(place, layout.symbol, offset, strict=True)
        )
        # The first corner's square is seven modules wide, its border one: its middle is the fourth.
        row, column = (round((corner + 3.5 * module) / MM * DPI) for corner in (y, x))
        found += [
            abs(begins(dark[row], x, x + module / 2) - x),
            abs(begins(dark[:, column], y, y + module / 2) - y),
        ]
    return max(found)


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_label_is_within_a_tenth_of_a_millimetre(sheet: Sheet) -> None:
    assert worst(sheet) <= 0.1


def test_an_offset_moves_every_label_by_as_much() -> None:
    assert worst(SHEETS["a4-21"], (0.6, -0.4)) <= 0.1
