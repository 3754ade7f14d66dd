"""Boxes to sign in, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, TableStyle
from reportlab.platypus import Table as Grid

from reports.kit import palette
from reports.kit.flow import HEAD, paragraph
from reports.kit.page import TEXT_WIDTH

HEIGHT = 34 * mm


def signature_boxes(words: Sequence[str]) -> Flowable:
    """A box for each who signs, with what to write in it; never cut over two pages."""
    wide = TEXT_WIDTH / max(len(words), 2)
    boxes = Grid(
        [[paragraph(said, HEAD) for said in words]],
        colWidths=[wide] * len(words),
        rowHeights=[HEIGHT],
        hAlign="RIGHT",
    )
    boxes.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.8, palette.ZINC),
                ("INNERGRID", (0, 0), (-1, -1), 0.8, palette.ZINC),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 7),
            ]
        )
    )
    return KeepTogether([boxes])
