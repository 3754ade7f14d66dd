"""The typeface of everything printed: Inter, embedded, with every accent."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parent / "fonts"
REGULAR, MEDIUM, SEMIBOLD, BOLD = "Inter", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"
FILES = {
    REGULAR: "Inter_400Regular.ttf",
    MEDIUM: "Inter_500Medium.ttf",
    SEMIBOLD: "Inter_600SemiBold.ttf",
    BOLD: "Inter_700Bold.ttf",
}


@cache
def register() -> None:
    """Make the four weights known to reportlab, once a process; set-up copied their files."""
    for name, file in FILES.items():
        registerFont(TTFont(name, str(FOLDER / file)))
        addMapping(name, 0, 0, name)
    addMapping(REGULAR, 1, 0, BOLD)
