"""Receipts on paper: every mention, one roll as long as it must be, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from bourse.editions.models import SalesMode
from bourse.people.models import VatRegime
from bourse.tills.receipts import Receipt, receipt_of
from reports.receipts import mentions
from reports.receipts.sheet import sheet
from reports.receipts.ticket import ticket
from tests.fixtures.sold import Sold

Make = Callable[[Receipt, str], bytes]
BOTH = pytest.mark.parametrize("make", [ticket, sheet])


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


@BOTH
def test_a_receipt_bears_its_mentions(sold: Sold, make: Make) -> None:
    receipt = receipt_of(sold.edition_id, sold.sale_id)
    said = text_of(make(receipt, "fr"))
    for mention in (
        "Ticket C1a-0001",
        "13/06/2026 10:01",
        "caisse C1a, caissier K1",
        "Salle des fêtes, Morteau",
        "Matériaux du Val",
        "Carrelages du Doubs",
        "SIRET 73282932000074",
        "Bois Franc & fils",
        "TVA non applicable, art. 293 B du CGI",
        "Carrelage grès 60 × 60",
        "152,92 €",
        "Espèces",
        "Carte bancaire",
        "-50,00 €",
        "Nombre de lignes : 3",
        "garantie légale de conformité",
        f"Signature {receipt.signature}",
    ):
        assert mention in said


@BOTH
def test_a_return_names_what_it_cancels(sold: Sold, make: Make) -> None:
    said = text_of(make(receipt_of(sold.edition_id, sold.reversal_id), "fr"))
    assert "Avoir C1a-0002" in said
    assert "annule le ticket n° C1a-0001" in said
    assert "-18,00 €" in said


@BOTH
def test_a_demonstration_says_so(sold: Sold, make: Make) -> None:
    receipt = receipt_of(sold.edition_id, sold.sale_id)
    assert "FICTIF" not in text_of(make(receipt, "fr"))
    assert "FICTIF" in text_of(make(replace(receipt, is_fictional=True), "fr"))


@BOTH
def test_the_same_receipt_gives_the_same_bytes(sold: Sold, make: Make) -> None:
    receipt = receipt_of(sold.edition_id, sold.sale_id)
    assert make(receipt, "fr") == make(receipt, "fr")


def test_the_sheet_shows_each_line_without_vat(sold: Sold) -> None:
    receipt = receipt_of(sold.edition_id, sold.sale_id)
    said = text_of(sheet(receipt, "fr"))
    tiles = receipt.sellers[0].lines[0]
    assert tiles.net is not None
    assert f"{tiles.net.decimal}".replace(".", ",") in said
    assert "20 %" in said


def test_the_roll_is_80_mm_wide_and_one_page_however_long(sold: Sold) -> None:
    receipt = receipt_of(sold.edition_id, sold.sale_id)
    seller = receipt.sellers[0]
    longer = replace(receipt, sellers=(replace(seller, lines=seller.lines * 40),))
    short, tall = (pypdfium2.PdfDocument(ticket(one, "fr")) for one in (receipt, longer))
    assert len(tall) == 1
    assert short[0].get_width() == tall[0].get_width() == pytest.approx(80 / 25.4 * 72)
    assert tall[0].get_height() > short[0].get_height() * 4
    assert text_of(ticket(longer, "fr")).count("Carrelage grès 60 × 60") == 40


def test_a_name_with_markup_is_only_a_name(sold: Sold) -> None:
    receipt = receipt_of(sold.edition_id, sold.sale_id)
    named = replace(receipt.sellers[0], name="<b>Dupont & Cie</b> <script>")
    assert "<b>Dupont & Cie</b> <script>" in text_of(
        ticket(replace(receipt, sellers=(named,)), "fr")
    )


def test_mentions_follow_regime_country_and_who_cashes() -> None:
    assert mentions.vat(VatRegime.NORMAL, "FR", "fr") == ""
    assert "293 B" in mentions.vat(VatRegime.FRANCHISE, "FR", "fr")
    assert "franchise de taxe" in mentions.vat(VatRegime.FRANCHISE, "BE", "fr")
    assert "297 E" in mentions.vat(VatRegime.MARGIN, "FR", "fr")
    assert mentions.cashing(SalesMode.EXHIBITOR_CASHES, "fr") == ""
    assert "pour le compte" in mentions.cashing(SalesMode.CENTRAL_TILL, "fr")
