"""A single QR code among what stands on a page, as one vector path."""

from __future__ import annotations

from typing import Literal

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

QUIET_ZONE = 4
"""Modules left white on each side, as ISO/IEC 18004 asks."""


# Flowable is untyped where reportlab comes without its stubs, and typed where it has them.
class QrCode(Flowable):  # type: ignore[misc, unused-ignore]
    """A QR of `side` points, error correction M, its quiet zone included."""

    def __init__(self, text: str, side: float, align: Literal["LEFT", "CENTER"] = "LEFT") -> None:
        super().__init__()
        self.text, self.side, self.hAlign = text, side, align

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size, whatever room there is."""
        return self.side, self.side

    def draw(self) -> None:
        """On the page's canvas, its lower left corner at the origin."""
        canvas: Canvas = self.canv
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
        code.add_data(self.text)
        code.make(fit=True)
        matrix = code.get_matrix()
        module = self.side / len(matrix)
        path = canvas.beginPath()
        for row, modules in enumerate(matrix):
            top = self.side - (row + 1) * module
            start = None
            for column, dark in enumerate(modules):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    path.rect(start * module, top, (column - start) * module, module)
                    start = None
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)
