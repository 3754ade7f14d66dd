"""Words as literal operators of a PDF's content, in typefaces of which the PDF embeds a subset."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont

from reports.kit import fonts

ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\()"} | {"\r": "\\r", "\n": "\\n"})
MOST_REMEMBERED = 4_000


class Ink:
    """Writes in one document: each character that it writes is embedded there."""

    def __init__(self, document: PDFDocument) -> None:
        fonts.register()
        self._document = document
        self._shown: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def line(self, text: str, font: str, size: float, left: float, baseline: float) -> str:
        """The operators that write one line, within a text object."""
        pieces = self._shown.get((text, font)) or self._encoded(text, font)
        (name, first), *others = pieces
        more = "".join(f" {other} {size:.2f} Tf({shown})Tj" for other, shown in others)
        return f"{name} {size:.2f} Tf 1 0 0 1 {left:.2f} {baseline:.2f} Tm({first})Tj{more}"

    def bar(self, left: float, bottom: float, width: float, height: float) -> str:
        """The operators that fill a bar."""
        return f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f"

    def symbol(self, path: str, scale: float, left: float, top: float) -> str:
        """The operators that fill a symbol's path, `scale` being the side of a module."""
        return f"q {scale:.5f} 0 0 -{scale:.5f} {left:.2f} {top:.2f} cm\n{path}\nf Q"

    def together(self, words: Sequence[str], shapes: Sequence[str]) -> str:
        """A text object of the words, then the shapes."""
        return "\n".join(("BT", *words, "ET", *shapes))

    def _encoded(self, text: str, font: str) -> list[tuple[str, str]]:
        """The names of the subsets that the text needs, each with the bytes shown from it."""
        face = cast(TTFont, getFont(font))
        name = partial(face.getSubsetInternalName, doc=self._document)
        pieces = [
            (name(subset), codes.decode("latin-1").translate(ESCAPES))
            for subset, codes in face.splitString(text or " ", self._document)
        ]
        if len(self._shown) < MOST_REMEMBERED:
            self._shown[text, font] = pieces
        return pieces
