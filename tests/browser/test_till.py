"""The till in Chromium on a real server: from a scan to a receipt, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from bourse.db import db
from bourse.journal.models import EntryKind
from bourse.tills.models import PaymentMode
from bourse.tills.projections import TillSession
from bourse.values import Money, Weight
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser


def test_a_scan_becomes_a_receipt(till_site: TillSite, cashier: Cashier) -> None:
    small, page = till_site.small, cashier.page
    page.locator("body").click(position={"x": 5, "y": 600})
    cashier.scan(small.boards.code, azerty=True)
    cashier.scan(f"http://localhost/l/{small.boards.code}")
    cashier.sees("Panneau OSB 18 mm ·")
    cashier.scan(small.tiles.code)
    cashier.sees("Quantité en m²")
    cashier.enter("12,5")
    cashier.sees("124,25 €")
    cashier.press("Espèces")
    cashier.sees("Espèces reçues")
    cashier.enter("150")
    cashier.sees("Rendez 25,75 €")
    cashier.sees("Ticket C1b-0001")

    (sale,) = cashier.sent(1)
    assert (sale.number, sale.total, sale.cashier) == ("C1b-0001", Money(12_425), "K1")
    assert [line.weight for line in sale.lines] == [Weight(54_400), Weight(225_000)]
    assert [(paid.mode, paid.tendered_cents) for paid in sale.payments] == [
        (PaymentMode.CASH, 15_000)
    ]
    first = fetched(cashier)
    assert "124,25" in first
    assert "DUPLICATA" not in first
    expect(page.locator(".receipt")).to_have_count(1)
    assert "DUPLICATA 1" in fetched(cashier)
    cashier.sees("Duplicata numéro 1, inscrit au journal.")
    expect(page.locator(".receipt")).to_contain_text("DUPLICATA 1")
    (copy,) = cashier.journalled(EntryKind.DUPLICATE, 1)
    assert json.loads(copy.payload)["copy_number"] == 1


def fetched(cashier: Cashier) -> str:
    """What the receipt's PDF says."""
    with cashier.page.expect_download() as download:
        cashier.press("PDF")
    assert download.value.suggested_filename == "C1b-0001.pdf"
    text = pypdfium2.PdfDocument(Path(download.value.path()))[0].get_textpage().get_text_bounded()
    assert isinstance(text, str)
    return text


def test_a_scan_into_a_field_leaves_it_as_it_was(till_site: TillSite, cashier: Cashier) -> None:
    field = cashier.page.locator("#scan")
    field.fill("porte")
    cashier.scan(till_site.small.boards.code)
    cashier.sees("Panneau OSB 18 mm ·")
    expect(field).to_have_value("")
    expect(cashier.page.locator(".till-line")).to_have_count(1)


def test_typing_and_searching_add_too_and_a_removal_is_undone(
    till_site: TillSite, cashier: Cashier
) -> None:
    small, page = till_site.small, cashier.page
    cashier.enter(small.door.code.lower())
    cashier.sees("Porte intérieure 83 cm ·")
    cashier.enter("panneaux osb")
    cashier.sees("Panneau OSB 18 mm ·")
    expect(page.locator(".till-line")).to_have_count(2)
    cashier.press("Retirer Porte")
    cashier.sees("Retiré")
    expect(page.locator(".till-line")).to_have_count(1)
    cashier.press("Remettre")
    expect(page.locator(".till-line .what").first).to_contain_text("Porte intérieure")


def test_odd_lots_are_told_in_plain_words_and_sell(till_site: TillSite, cashier: Cashier) -> None:
    small = till_site.small
    cashier.scan("222222")
    cashier.sees("Aucun lot ne porte ce code")
    cashier.scan(small.door.code)
    cashier.scan(small.door.code)
    cashier.sees("Il n’en restait que 1")
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.sees("Vente enregistrée")
    (sale,) = cashier.sent(1)
    assert sale.total == Money(5_000)
    cashier.scan(small.door.code)
    cashier.sees("Épuisé d’après le catalogue")


def test_several_payments_make_one_sale(till_site: TillSite, cashier: Cashier) -> None:
    cashier.scan(till_site.small.door.code)
    cashier.press("Chèque")
    cashier.page.get_by_label("Montant").fill("20")
    tap_twice(cashier.page, "Sans numéro")
    cashier.sees("Reste à payer")
    assert cashier.sent(0) == []
    cashier.press("Espèces")
    tap_twice(cashier.page, "Compte exact")
    cashier.sees("Vente enregistrée")
    (sale,) = cashier.sent(1)
    assert [(paid.mode, paid.amount) for paid in sale.payments] == [
        (PaymentMode.CHEQUE, Money(2_000)),
        (PaymentMode.CASH, Money(500)),
    ]


def tap_twice(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).evaluate("button => { button.click(); button.click(); }")


def test_a_basket_survives_a_reload(till_site: TillSite, cashier: Cashier) -> None:
    cashier.scan(till_site.small.boards.code)
    cashier.sees("Panneau OSB 18 mm ·")
    cashier.page.reload()
    cashier.sees("Panneau OSB 18 mm")
    cashier.sees("Camille")


def test_a_return_gives_back_a_part_and_the_closing_counts_it(
    till_site: TillSite, cashier: Cashier
) -> None:
    cashier.scan(till_site.small.tiles.code)
    cashier.sees("Quantité en m²")
    cashier.enter("10")
    cashier.press("Espèces")
    cashier.press("Compte exact")
    cashier.sees("Vente enregistrée")
    cashier.press("Menu")
    cashier.press("Tickets")
    cashier.press("C1b-0001")
    cashier.page.locator("main .muted", has_text="· Camille").wait_for()
    cashier.press("Reprendre…")
    cashier.page.get_by_label("Carrelage").fill("4")
    cashier.press("Reprendre et rembourser")
    cashier.sees("Rendez 34,00 €")
    cashier.sees("annule le ticket n° C1b-0001")
    cashier.press("Menu")
    cashier.press("Entrée ou sortie")
    cashier.page.get_by_role("radio", name="Sortie").wait_for()
    cashier.enter("30")
    cashier.sees("30,00 € sortis de la caisse")
    cashier.press("Menu")
    cashier.press("Clôturer la caisse")
    cashier.sees("Comptez le tiroir")
    cashier.press("Saisir plutôt un montant")
    cashier.enter("120,50")
    cashier.sees("Comptez les autres paiements")
    cashier.press("Comparer")
    cashier.sees("121,00 €")
    cashier.sees("-0,50 €")
    cashier.press("Clôturer la caisse")
    cashier.sees("Choisissez la raison de l’écart")
    cashier.page.get_by_label("D’où vient l’écart").select_option("change_error")
    cashier.press("Clôturer la caisse")
    cashier.sees("1 vente, 1 retour")
    assert [sale.total for sale in cashier.sent(2)] == [Money(8_500), Money(-3_400)]
    cashier.journalled(EntryKind.SESSION_CLOSED, 1)
    session = db.session.scalars(select(TillSession)).one()
    assert (session.float_cents, session.counted_cents) == (10_000, 12_050)
