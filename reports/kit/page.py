"""The page of a PDF: typeface, header, footer with page x of y, and FICTIF where it must stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from reports.kit import palette
from reports.kit.fonts import BOLD, REGULAR, SEMIBOLD, register
from reports.kit.language import mark as _
from reports.kit.language import translate

WIDTH, HEIGHT = A4
MARGIN = 18 * mm
TOP, BOTTOM = 27 * mm, 22 * mm
TEXT_WIDTH = WIDTH - 2 * MARGIN

Draw = Callable[[Canvas], None]


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands round every page: `title` above, `status` (as of when, provisional) below."""

    title: str
    author: str
    status: str
    language: str
    is_fictional: bool


def build(story: list[Flowable], frame: PageFrame, cover: Draw | None = None) -> bytes:
    """The PDF. `cover` draws a first page of its own; the story starts on the next.

    The same story gives the same bytes: no date of its own, no random id.
    """
    register()
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=frame.title,
        author=frame.author,
        subject=frame.status,
        lang=frame.language,
        creator="Bourse",
        invariant=1,
    )
    body = Frame(
        MARGIN, BOTTOM, TEXT_WIDTH, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0, id="body", showBoundary=0
    )

    def ground(canvas: Canvas, _document: Any) -> None:
        if frame.is_fictional:
            _watermark(canvas, translate(_("FICTIONAL"), frame.language))
        if cover and canvas.getPageNumber() == 1:
            cover(canvas)
        else:
            _header(canvas, frame)

    document.addPageTemplates([PageTemplate("page", [body], onPage=ground)])

    class Numbered(_NumberedCanvas):
        page_frame = frame

    document.build([PageBreak(), *story] if cover else story, canvasmaker=Numbered)
    return out.getvalue()


class _NumberedCanvas(Canvas):
    """Keeps its pages until the last is known, so that each can say "page 2 of 7"."""

    page_frame: PageFrame

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 -- reportlab's name
        self._pages.append(dict(self.__dict__))
        # reportlab's own way to two passes; its stubs leave the method out.
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            _footer(self, self.page_frame, number, len(self._pages))
            super().showPage()
        super().save()


def _header(canvas: Canvas, frame: PageFrame) -> None:
    top = HEIGHT - 14 * mm
    canvas.setFont(SEMIBOLD, 8.5)
    canvas.setFillColor(palette.SLATE)
    canvas.drawString(MARGIN, top, frame.title)
    canvas.setFont(REGULAR, 8.5)
    canvas.setFillColor(palette.MUTED)
    canvas.drawRightString(WIDTH - MARGIN, top, frame.author)
    canvas.setStrokeColor(palette.BRICK)
    canvas.setLineWidth(1.5)
    canvas.line(MARGIN, top - 3 * mm, WIDTH - MARGIN, top - 3 * mm)


def _footer(canvas: Canvas, frame: PageFrame, number: int, pages: int) -> None:
    base = 11 * mm
    canvas.setStrokeColor(palette.ZINC)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, base + 4.5 * mm, WIDTH - MARGIN, base + 4.5 * mm)
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(palette.MUTED)
    canvas.drawString(MARGIN, base, frame.status)
    page = translate(_("Page %(number)s of %(pages)s"), frame.language, number=number, pages=pages)
    canvas.drawRightString(WIDTH - MARGIN, base, page)
    if frame.is_fictional:
        words = fictional_words(frame.language)
        left = WIDTH - MARGIN - canvas.stringWidth(page, REGULAR, 7.5) - 16
        tape(canvas, words, left - canvas.stringWidth(words, BOLD, 7.5), base, 7.5)


def fictional_words(language: str) -> str:
    """What stands on every page of a demonstration."""
    return translate(_("FICTIONAL – demonstration data"), language)


def tape(canvas: Canvas, words: str, left: float, base: float, size: float) -> None:
    """A strip of site tape with words on it, standing on the line `base`."""
    canvas.setFillColor(palette.TAPE)
    wide = canvas.stringWidth(words, BOLD, size) + size * 1.2
    canvas.rect(left - size * 0.6, base - size * 0.55, wide, size * 1.8, stroke=0, fill=1)
    canvas.setFillColor(palette.SLATE)
    canvas.setFont(BOLD, size)
    canvas.drawString(left, base, words)


def _watermark(canvas: Canvas, word: str) -> None:
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFillColor(palette.BRICK, alpha=0.07)
    canvas.setFont(BOLD, 150)
    canvas.drawCentredString(0, -50, word)
    canvas.restoreState()
