"""An exhibitor prints labels: of their own lots, and their QR leads to the lots' pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.lots.models import LotStatus
from tests.fixtures.edition import SmallEdition
from tests.fixtures.label_pages import decoded, said, ticked
from tests.fixtures.people import SignIn
from tests.fixtures.two_sites import TwoSites

PAGE = "/exhibitor/morteau-2026/E01/labels"
PDF = PAGE + ".pdf"


def test_the_qr_of_a_label_opens_the_lots_page(
    app: Flask, small: SmallEdition, seller: FlaskClient
) -> None:
    answer = seller.get(PDF)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == (
        "inline; filename=etiquettes-morteau-2026-E01.pdf"
    )
    urls = decoded(answer.data)
    lots = (small.tiles, small.boards, small.door)
    assert sorted(urls) == sorted(f"http://localhost/l/{lot.code}" for lot in lots)
    for url in urls:
        assert app.test_client().get(urlsplit(url).path).status_code == 200
    assert "Carrelages du Doubs · A1" in said(answer.data)


def test_some_lots_on_another_sheet_from_a_used_place(
    small: SmallEdition, seller: FlaskClient
) -> None:
    tiles, door = small.tiles.code, small.door.code
    answer = seller.get(f"{PDF}?lot={tiles}&lot={door}&sheet=a4-8&first=8&copies=2")
    assert sorted(decoded(answer.data)) == sorted(
        f"http://localhost/l/{code}" for code in (tiles, tiles, door, door)
    )
    assert "Panneau OSB" not in said(answer.data)


def test_the_page_lists_the_lots_on_sale_all_ticked(
    small: SmallEdition, seller: FlaskClient
) -> None:
    with transaction():
        small.door.status = LotStatus.DRAFT
    page = seller.get(PAGE).text
    assert page.count('name="lot" type="checkbox"') == ticked(page) == 2
    assert small.tiles.code in page
    assert small.door.code not in page
    assert "A4, 24 étiquettes de 70 × 36\xa0mm" in page


def test_one_lot_or_none_may_be_ticked_from_the_start(
    small: SmallEdition, seller: FlaskClient
) -> None:
    assert ticked(seller.get(f"{PAGE}?lot={small.tiles.code}").text) == 1
    assert ticked(seller.get(f"{PAGE}?tick=none").text) == 0


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("sheet=a3-100", "choix"),
        ("sheet=a4-8&first=9", "Cette planche a 8 places"),
        ("first=0", "1"),
        ("copies=21", "20"),
        ("ticked=1", "Cochez au moins un lot"),
    ],
)
def test_what_cannot_be_printed_is_said_on_the_form(
    seller: FlaskClient, asked: str, told: str
) -> None:
    answer = seller.get(f"{PDF}?{asked}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert told in answer.text


def test_a_draft_has_no_label(small: SmallEdition, seller: FlaskClient) -> None:
    with transaction():
        small.door.status = LotStatus.DRAFT
    answer = seller.get(f"{PDF}?lot={small.door.code}")
    assert answer.status_code == 409
    assert "n’est pas en vente" in answer.text


def test_before_anything_is_on_sale_the_page_says_what_to_do(
    small: SmallEdition, seller: FlaskClient
) -> None:
    with transaction():
        for lot in (small.tiles, small.boards, small.door):
            lot.status = LotStatus.DRAFT
    page = seller.get(PAGE).text
    assert "Aucun lot en vente" in page
    assert "/exhibitor/morteau-2026/E01/lots/" in page


def test_nobody_prints_anothers_labels(
    app: Flask, two_sites: TwoSites, seller: FlaskClient, signed_in: SignIn
) -> None:
    theirs = PDF.replace("E01", "E02")
    assert seller.get(f"{PDF}?lot={two_sites.slates.code}").status_code == 404
    assert seller.get(theirs).status_code == 404
    assert seller.get(theirs.removesuffix(".pdf")).status_code == 404
    assert app.test_client().get(PDF).status_code == 302
    assert signed_in(email="nobody@example.org").get(PDF).status_code == 403


def test_without_a_public_address_only_a_fictional_edition_has_labels(
    app: Flask, small: SmallEdition, seller: FlaskClient
) -> None:
    app.config["PUBLIC_URL"] = None
    answer = seller.get(PDF)
    assert answer.status_code == 409
    assert "PUBLIC_URL" in answer.text
    with transaction():
        small.edition.is_fictional = True
    answer = seller.get(PDF)
    assert {urlsplit(url).netloc for url in decoded(answer.data)} == {"localhost"}
    assert "FICTIF" in said(answer.data)


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the form that says the labels came out."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_what_was_printed_is_remembered_and_a_changed_price_is_told(
    small: SmallEdition, seller: FlaskClient
) -> None:
    page = seller.get(f"{PAGE}/print?sheet=a4-24&first=23&copies=1&order=stand&ticked=1")
    assert page.status_code == 422
    page = seller.get(f"{PAGE}/print?sheet=a4-24&first=23").text
    assert "3 étiquettes, sur 2 pages" in page
    assert f"{PDF}?sheet=a4-24&amp;first=23" in page
    said = fields(page)
    assert {row.split(":")[0] for row in said["printed"].split(",")} == {
        lot.code for lot in (small.tiles, small.boards, small.door)
    }
    answer = seller.post(f"{PAGE}/printed", data=said)
    assert answer.location.endswith("/labels?sheet=a4-24&first=2")
    page = seller.get(PAGE).text
    assert "3 lots ont leur étiquette" in page
    assert "ancien prix" not in page
    with transaction():
        small.tiles.price_cents = 700
    page = seller.get(PAGE).text
    assert "Une étiquette porte un ancien prix" in page
    assert "<s>8,50" in page
    page = seller.get(f"{PAGE}?which=new").text
    assert page.count('name="lot" type="checkbox"') == 1
    assert decoded(seller.get(f"{PDF}?which=new").data) == [
        f"http://localhost/l/{small.tiles.code}"
    ]


def test_looking_at_the_labels_remembers_nothing(small: SmallEdition, seller: FlaskClient) -> None:
    for path in (PAGE, f"{PAGE}/print", PDF):
        assert seller.get(path).status_code == 200
    assert small.tiles.labelled_mark is None


def test_a_lot_withdrawn_meanwhile_is_named_and_the_others_are_remembered(
    small: SmallEdition, seller: FlaskClient
) -> None:
    said = fields(seller.get(f"{PAGE}/print").text)
    with transaction():
        small.door.status = LotStatus.WITHDRAWN
    page = seller.get(seller.post(f"{PAGE}/printed", data=said).location).text
    assert "2 lots ont leur étiquette" in page
    assert f"« {small.door.designation} » n’est pas en vente" in page.replace("\xa0", " ")
    assert f'href="{PAGE.removesuffix("labels")}lots/{small.door.code}">' in page
    assert small.tiles.labelled_mark is not None


def test_labels_that_say_a_former_stand_are_to_print_again(
    small: SmallEdition, seller: FlaskClient
) -> None:
    said = fields(seller.get(f"{PAGE}/print").text)
    with transaction():
        small.exhibitor.stands[0].label = "B12"
    page = seller.get(seller.post(f"{PAGE}/printed", data=said).location).text
    assert "3 lots ont changé entre-temps" in page
    assert small.tiles.labelled_mark is None


def test_what_says_no_label_is_refused(small: SmallEdition, seller: FlaskClient) -> None:
    for printed in ("", small.tiles.code, f"{small.tiles.code}:", ":0123456789abcdef"):
        assert seller.post(f"{PAGE}/printed", data={"printed": printed}).status_code == 400
    assert small.tiles.labelled_mark is None
