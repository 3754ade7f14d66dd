"""The page: the screen's colours, text that is never markup, charts that keep to their room."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import Color

from reports.kit import charts, palette
from reports.kit.flow import grid, paragraph
from reports.kit.fonts import register
from reports.kit.page import TEXT_WIDTH, PageFrame, build
from reports.kit.table import Bar, Column, Kind, Table

TOKENS = Path(__file__).resolve().parents[3] / "app/static/css/tokens.css"


def test_paper_and_screen_have_the_same_colours() -> None:
    screen = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", TOKENS.read_text("utf-8")))
    paper = {
        name.lower().replace("_", "-"): "#" + colour.hexval()[2:]
        for name, colour in vars(palette).items()
        if isinstance(colour, Color)
    }
    screen = {
        name: value if len(value) == 7 else "#" + value[1:] * 2 for name, value in screen.items()
    }
    assert paper == {name: screen[name] for name in paper}


def test_what_people_typed_is_never_markup() -> None:
    frame = PageFrame("Title", "Author", "Status", "en", is_fictional=False)
    content = build([paragraph("<b>5 < 6 & so on</b>")], frame)
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].get_textpage()
        assert "<b>5 < 6 & so on</b>" in page.get_text_range()
        assert document.get_metadata_dict()["Title"] == "Title"


def test_a_long_table_repeats_its_head_and_keeps_its_total_in_company() -> None:
    columns = (Column("name", "Heading of names"), Column("n", "Number", Kind.COUNT))
    rows = tuple((f"Row {number}", number) for number in range(38))
    table = Table("t", "T", columns, rows, total=("Total of all", 703), note="A note under it")
    frame = PageFrame("Title", "Author", "Status", "en", is_fictional=False)
    with pypdfium2.PdfDocument(build([grid(table, "en", "EUR")], frame)) as document:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]

    assert len(texts) == 2
    assert all("Heading of names" in text for text in texts)
    assert all(said in texts[1] for said in ("Row 37", "Total of all", "703", "A note under it"))


@pytest.mark.parametrize("draw", [charts.bars, charts.columns, charts.stack])
def test_a_chart_keeps_to_its_width_and_takes_nothing(draw: object) -> None:
    register()
    long = [Bar("A very long name " * 9, 10**9, "1 000 t", "day"), Bar("Short", 0, "0 t", "day")]
    for rows in ([], long, long * 12):
        drawing: Drawing = draw(rows, TEXT_WIDTH)
        boxes = [shape for shape in drawing.contents if isinstance(shape, Rect)]
        assert all(box.x >= 0 and box.x + box.width <= TEXT_WIDTH + 0.01 for box in boxes)


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    register()
    drawing = charts.bars([Bar("a", 100, "100"), Bar("b", 25, "25")], TEXT_WIDTH)
    first, second = (
        shape
        for shape in drawing.contents
        if isinstance(shape, Rect) and shape.fillColor == palette.BRICK
    )
    assert second.width == pytest.approx(first.width / 4)
