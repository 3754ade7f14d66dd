"""What labels are printed on: the sheet as shown, one of one's own, a printer that is off."""

from __future__ import annotations

import re

import numpy as np
from flask.testing import FlaskClient

from bourse.db import transaction
from tests.fixtures.edition import SmallEdition
from tests.fixtures.label_pages import darkness, decoded, said

PAGE = "/exhibitor/morteau-2026/E01/labels"
PDF = PAGE + ".pdf"


def test_options_of_the_label_and_its_order(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        small.tiles.reference_price_cents = 3_400
    assert "−75 %" in said(seller.get(f"{PDF}?reference=y").data)
    assert "−75 %" not in said(seller.get(PDF).data)
    words = said(seller.get(f"{PDF}?order=designation").data)
    names = sorted(lot.designation for lot in (small.tiles, small.boards, small.door))
    places = [words.index(name.split()[0]) for name in names]
    assert places == sorted(places)


def test_the_page_shows_the_sheet_and_the_label(small: SmallEdition, seller: FlaskClient) -> None:
    page = seller.get(f"{PAGE}?sheet=a4-8&first=3&reference=y&lot={small.tiles.code}").text
    assert page.count('type="radio" name="first"') == 8
    assert 'value="3" checked' in page
    assert 'viewBox="0 0 99.1 67.7"' in page
    assert small.tiles.code[:3] in page
    assert seller.get(f"{PAGE}?sheet=a4-8&first=24").text.count('value="1" checked') == 1
    assert 'type="radio"' not in seller.get(f"{PAGE}?sheet=roll-100x50").text


def test_a_sheet_of_ones_own(small: SmallEdition, seller: FlaskClient) -> None:
    sheet = {
        "name": "Étiquettes du grenier",
        "page_width_um": "210",
        "page_height_um": "297",
        "label_width_um": "63,5",
        "label_height_um": "38,1",
        "columns": "3",
        "rows": "7",
        "margin_left_um": "7,25",
        "margin_top_um": "15,15",
        "gap_across_um": "2,5",
        "gap_down_um": "0",
    }
    refused = seller.post(f"{PAGE}/sheets", data=sheet | {"columns": "4"})
    assert refused.status_code == 422
    assert "dépassent la page de 58,75\xa0mm" in refused.text
    assert seller.post(f"{PAGE}/sheets", data=sheet | {"rows": ""}).status_code == 422
    kept = seller.post(f"{PAGE}/sheets", data=sheet)
    assert kept.status_code == 302
    name = kept.location.rsplit("=", 1)[1]
    assert "Étiquettes du grenier : 21 étiquettes" in seller.get(PAGE).text.replace("\xa0", " ")
    assert len(decoded(seller.get(f"{PDF}?sheet={name}&first=19").data)) == 3
    number = name.removeprefix("own-")
    assert seller.post(f"{PAGE}/sheets/forget", data={"number": number}).status_code == 302
    assert "grenier" not in seller.get(PAGE).text


def test_a_printer_moves_its_labels(small: SmallEdition, seller: FlaskClient) -> None:
    printer = {"name": "Laser du bureau", "right_um": "2,3", "down_um": "-1,2"}
    assert seller.post(f"{PAGE}/printers", data=printer | {"down_um": "21"}).status_code == 422
    assert seller.post(f"{PAGE}/printers", data=printer).status_code == 302
    assert "2,3\xa0mm" in seller.get(f"{PAGE}/printers").text
    page = seller.get(PAGE).text
    number = re.search(r'<option value="(\d+)">Laser du bureau', page)
    assert number is not None
    straight = darkness(seller.get(PDF).data, 254)
    moved = darkness(seller.get(f"{PDF}?printer={number[1]}").data, 254)
    assert (
        np.abs(moved[: -12 + 0, 23:][:1000] - np.roll(straight, -12, 0)[:-12, :-23][:1000]).max()
        < 0.2
    )
    assert seller.get(f"{PAGE}/calibration.pdf?printer={number[1]}").mimetype == "application/pdf"
    assert seller.get(f"{PAGE}/calibration.pdf?printer=999").status_code == 404
    assert seller.post(f"{PAGE}/printers/forget", data={"number": number[1]}).status_code == 302
    assert "Laser" not in seller.get(f"{PAGE}/printers").text
