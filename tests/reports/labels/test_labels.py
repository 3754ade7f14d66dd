"""Labels: read back from the rendered page, by an independent decoder and by their text."""

from __future__ import annotations

import io
import random

import pypdfium2
import pytest
import zxingcpp

from bourse.errors import BourseError
from bourse.values import LotCode, Money, Quantity, Unit, Weight
from reports.kit import fonts
from reports.labels.fitting import wrapped
from reports.labels.label import Label
from reports.labels.pdf import write
from reports.labels.sheets import SHEETS, Sheet, sheet_named

DPI = 150
LONG = "Fenêtre PVC double vitrage oscillo-battante, dormant rénovation, 1250 × 1000 mm"


def labels(count: int) -> list[Label]:
    rng = random.Random(7)
    codes = [LotCode.random(rng) for _ in range(count)]
    return [
        Label(
            code=code,
            url=f"https://bourse.val-de-morteau.example/l/{code}",
            designation=LONG,
            price=Money(123_450),
            currency="EUR",
            quantity=Quantity(12_500, Unit.M2),
            unit_weight=Weight(18_000),
            exhibitor="Menuiserie Faivre & Fils",
            stand="A12",
            is_fictional=True,
        )
        for code in codes
    ]


def opened(count: int, sheet: Sheet, first: int = 1) -> pypdfium2.PdfDocument:
    out = io.BytesIO()
    write(labels(count), sheet, out, language="fr", first=first)
    return pypdfium2.PdfDocument(out.getvalue())


@pytest.mark.parametrize("name", SHEETS)
def test_every_qr_of_every_sheet_is_read_from_the_rendered_page(name: str) -> None:
    sheet = SHEETS[name]
    count = 2 * sheet.labels
    document = opened(count, sheet)
    assert len(document) == 2
    read = {
        found.text
        for page in document
        for found in zxingcpp.read_barcodes(page.render(scale=DPI / 72).to_pil())
    }
    assert read == {label.url for label in labels(count)}


def test_a_label_says_all_that_a_buyer_asks() -> None:
    text = " ".join(opened(1, SHEETS["a4-24"])[0].get_textpage().get_text_bounded().split())
    said = ("1 234,50 € / m²", "Fenêtre", "12,5 m²", "18 kg/m²", "Menuiserie", "A12", "FICTIF")
    for words in (*said, labels(1)[0].code.printed):
        assert words in text


def test_a_used_sheet_starts_where_it_is_asked_to() -> None:
    sheet = SHEETS["a4-24"]
    document = opened(2, sheet, first=24)
    assert len(document) == 2
    image = document[0].render(scale=DPI / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(image)
    left, top = list(sheet.places())[23]
    assert found.position.top_left.x / DPI * 25.4 > left
    assert found.position.top_left.y / DPI * 25.4 > top
    with pytest.raises(ValueError, match="25"):
        opened(1, sheet, first=25)


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_no_label_leaves_its_page(sheet: Sheet) -> None:
    for left, top in sheet.places():
        assert left >= 0
        assert left + sheet.label[0] <= sheet.page[0] + 0.01
        assert top + sheet.label[1] <= sheet.page[1] + 0.01


def test_an_unknown_sheet_is_refused() -> None:
    with pytest.raises(BourseError) as refused:
        sheet_named("a3-100")
    assert refused.value.code == "sheet_unknown"


def test_no_word_is_ever_cut() -> None:
    fonts.register()
    for width in (200, 120, 60, 30):
        fitted = wrapped(LONG, fonts.BOLD, 12, width, 60)
        words = " ".join(fitted.lines).removesuffix("…").split()
        assert words == LONG.split()[: len(words)]
        assert fitted.height <= 60
