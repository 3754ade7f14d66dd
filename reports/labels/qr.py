"""A QR code as one vector path."""

from __future__ import annotations

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE = 4
"""Modules left white on each side, as ISO/IEC 18004 asks."""


def draw(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Draw `text` as a QR, error correction M, in a square given in points.

    x and y are its lower left corner and `side` its side, the quiet zone included.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    module = side / (len(matrix) + 2 * QUIET_ZONE)
    path = canvas.beginPath()
    for row, modules in enumerate(matrix):
        top = y + side - (row + QUIET_ZONE + 1) * module
        start = None
        for column, dark in enumerate([*modules, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                left = x + (start + QUIET_ZONE) * module
                path.rect(left, top, (column - start) * module, module)
                start = None
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
