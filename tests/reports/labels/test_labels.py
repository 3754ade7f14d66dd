"""Labels: read back from the rendered page, by an independent decoder and by their text."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from bourse.errors import BourseError
from bourse.values import Money, Quantity, Rate, Unit, Weight
from reports.labels.pdf import write
from reports.labels.sheets import SHEETS, Sheet, sheet_named
from tests.fixtures.label_pages import MM, darkness, decoded, said, some_labels

DPI = 600
LONG = "Fenêtre PVC double vitrage oscillo-battante, dormant rénovation, 1250 × 1000 mm"


def printed(count: int, sheet: Sheet, first: int = 1) -> bytes:
    out = io.BytesIO()
    write(some_labels(count), sheet, out, language="fr", first=first)
    return out.getvalue()


@pytest.mark.parametrize("name", SHEETS)
def test_every_qr_of_every_sheet_is_read_from_the_rendered_page(name: str) -> None:
    sheet = SHEETS[name]
    count = 1_000 if name == "a4-24" else 2 * sheet.labels
    pdf = printed(count, sheet)
    assert len(pypdfium2.PdfDocument(pdf)) == sheet.pages(count)
    assert sorted(decoded(pdf)) == sorted(label.url for label in some_labels(count))


def test_a_piece_says_which_it_is_and_the_lot_how_many_on_every_sheet() -> None:
    lot = replace(some_labels(1)[0], designation=LONG, pieces=12)
    for sheet in SHEETS.values():
        for label, words in ((lot, "Lot de 12 colis"), (replace(lot, piece=7), "Colis 7/12")):
            out = io.BytesIO()
            write([label], sheet, out, language="fr")
            assert words in said(out.getvalue()), sheet.name


def test_a_label_says_all_that_a_buyer_asks() -> None:
    label = replace(
        some_labels(1)[0],
        designation=LONG,
        price=Money(123_450),
        quantity=Quantity(12_500, Unit.M2),
        unit_weight=Weight(18_000),
        exhibitor="Menuiserie Faivre & Fils",
        stand="A12",
        reference_price=Money(390_000),
        discount=Rate(6_800),
    )
    asked = (
        *("1 234,50 €", "/ m²", "3 900,00 €", "−68 %", "Fenêtre", "12,5 m²", "18 kg/m²"),
        *("Menuiserie", "A12", "FICTIF", label.code.printed),
    )
    for sheet in SHEETS.values():
        out = io.BytesIO()
        write([label], sheet, out, language="fr")
        for words in asked:
            assert words in said(out.getvalue()), sheet.name


def test_without_a_reference_price_nothing_is_crossed_out() -> None:
    (label,) = some_labels(1)
    out = io.BytesIO()
    write([label], SHEETS["a4-24"], out, language="fr")
    assert "%" not in said(out.getvalue())


def test_a_used_sheet_starts_where_it_is_asked_to() -> None:
    sheet = SHEETS["a4-24"]
    pdf = printed(2, sheet, first=24)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 2
    (found,) = zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil())
    left, top = list(sheet.places())[23]
    assert found.position.top_left.x / 150 * MM > left
    assert found.position.top_left.y / 150 * MM > top
    with pytest.raises(ValueError, match="25"):
        printed(1, sheet, first=25)


@pytest.mark.parametrize("name", ["a4-24", "a4-24-70x37", "a4-21", "a4-14"])
def test_the_symbol_measures_twenty_millimetres_and_has_its_quiet_zone(name: str) -> None:
    sheet = SHEETS[name]
    dark = darkness(printed(1, sheet), DPI) > 0.5
    left, top = (round(edge / MM * DPI) for edge in next(sheet.places()))
    label = dark[top:, left : left + round(0.3 * sheet.label[0] / MM * DPI)]
    first_row, first_column = int(label.any(axis=1).argmax()), int(label.any(axis=0).argmax())
    module = int((~label[first_row + 2, first_column:]).argmax()) / 7
    side = round(33 * module)
    assert side / DPI * MM >= 20
    quiet = int(3.9 * module)
    assert min(first_row, first_column) >= quiet
    beyond = dark[top + first_row : top + first_row + side, left + first_column + side + 4 :]
    assert not beyond[:, : quiet - 4].any()
    below = dark[top + first_row + side + 4 :, left : left + first_column + side]
    assert not below[: quiet - 4].any()


@pytest.mark.parametrize("name", ["a4-4", "a4-2", "a4-1", "roll-100x150"])
def test_a_pallet_s_label_is_read_from_two_metres(name: str) -> None:
    """Capitals of the price and the code, and the designation, are at least 1/200 of the way."""
    (label,) = some_labels(1)
    label = replace(label, price=Money(1_250), designation=LONG)
    out = io.BytesIO()
    write([label], SHEETS[name], out, language="fr")
    page = pypdfium2.PdfDocument(out.getvalue())[0].get_textpage()
    text = page.get_text_range()
    for words, least in (("12,50", 14.0), (label.code.printed[:3], 10.0), ("Fenêtre", 5.0)):
        _left, bottom, _right, top = page.get_charbox(re.search(words, text).start())
        assert (top - bottom) / 72 * MM >= least, words


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_no_label_leaves_its_page(sheet: Sheet) -> None:
    for left, top in sheet.places():
        assert left >= 0
        assert left + sheet.label[0] <= sheet.page[0] + 0.01
        assert top + sheet.label[1] <= sheet.page[1] + 0.01


def test_viewers_are_told_not_to_scale() -> None:
    assert b"/PrintScaling /None" in printed(1, SHEETS["a4-24"])


def test_an_unknown_sheet_is_refused() -> None:
    with pytest.raises(BourseError) as refused:
        sheet_named("a3-100")
    assert refused.value.code == "label_sheet_unknown"


TEN_THOUSAND = """
import io
from reports.labels.pdf import write
from reports.labels.sheets import SHEETS
from tests.fixtures.label_pages import some_labels
from tests.fixtures.memory import peak_megabytes
out = io.BytesIO()
write(some_labels(10_000), SHEETS["a4-24"], out, language="fr")
print(len(out.getvalue()), peak_megabytes())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells the peak on Linux alone")
def test_ten_thousand_labels_take_little_room() -> None:
    """At most 1 kB a label, and 150 MB for all that the process holds at its worst."""
    run = subprocess.run(
        [sys.executable, "-c", TEN_THOUSAND], capture_output=True, text=True, check=True
    )
    size, megabytes = map(float, run.stdout.split())
    assert size <= 10_000 * 1_000
    assert megabytes <= 150
