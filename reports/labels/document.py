"""A PDF of pages in absolute millimetres, that viewers print at its true size."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFPage,
    PDFResourceDictionary,
    PDFStream,
)
from reportlab.pdfgen.canvas import Canvas

from reports.labels.ink import Ink


class Document:
    """Takes pages as literal operators and compresses each at once.

    So of ten thousand labels, one page at a time stands in memory as text.
    """

    def __init__(
        self, out: BinaryIO, page: tuple[float, float], language: str, offset: tuple[float, float]
    ) -> None:
        self._page = (page[0] * mm, page[1] * mm)
        self._offset = (offset[0] * mm, offset[1] * mm)
        self._canvas = Canvas(out, pagesize=self._page, lang=language, invariant=1)
        self._canvas.setTitle("Bourse")
        self._canvas.setViewerPreference("PrintScaling", "None")
        # What a canvas writes into; its stubs leave the attribute out.
        self._pdf: PDFDocument = self._canvas._doc  # type: ignore[attr-defined]
        self.ink = Ink(self._pdf)

    def add(self, content: str) -> None:
        """Add a page of operators, in millimetres from its lower left corner."""
        right, down = self._offset
        moved = f"{mm:.7f} 0 0 {mm:.7f} {right:.4f} {-down:.4f} cm\n{content}\n"
        page = PDFPage()
        page.MediaBox = PDFArray([0, 0, *self._page])
        page.Resources = PDFResourceDictionary()
        page.Resources.basicFonts()
        page.Contents = PDFStream(
            PDFDictionary({"Filter": PDFName("FlateDecode")}),
            zlib.compress(moved.encode("latin-1")),
        )
        self._pdf.addPage(page)

    def save(self) -> None:
        """Write it all."""
        self._canvas.save()
