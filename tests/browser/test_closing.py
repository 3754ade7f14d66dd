"""The end of a session in Chromium, its last receipt again, and training beside it."""

from __future__ import annotations

import io
import json

import pytest
import zxingcpp
from PIL import Image

from bourse.db import db
from bourse.journal.chain import sha256
from bourse.journal.models import EntryKind
from bourse.lots.models import Stock
from bourse.tills.projections import Sale
from bourse.tills.verification import check_projections
from tests.fixtures.seller import cut
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser


def test_a_session_closes_by_counting_every_mode_and_says_why_it_differs(
    till_site: TillSite, seller: Cashier
) -> None:
    """What is not sent yet is listed first; what was expected shows after the counting alone."""
    page = seller.page
    page.route("**/till/api/facts", lambda route: route.abort())
    seller.scan(till_site.small.boards.code)
    seller.press("Espèces")
    seller.press("Compte exact")
    seller.sees("Vente enregistrée")
    seller.press("Vente suivante")
    seller.scan(till_site.small.door.code)
    seller.press("Carte")
    seller.press("Paiement accepté")
    seller.press("Menu")
    seller.press("Clôturer la caisse")
    seller.sees("Pas encore envoyé")
    seller.sees("C1b-0002")
    seller.press("Clôturer quand même")
    seller.sees("Comptez le tiroir")
    assert "109,00" not in page.locator("main").inner_text()
    for value, count in (("50,00 €", "2"), ("5,00 €", "1"), ("2,00 €", "1")):
        page.get_by_label(value, exact=True).fill(count)
    seller.sees("107,00 €")
    seller.press("Continuer")
    page.get_by_label("Carte").fill("25")
    seller.press("Comparer")
    seller.sees("-2,00 €")
    page.get_by_label("D’où vient l’écart").select_option("change_error")
    seller.press("Clôturer la caisse")
    seller.sees("2 ventes, 0 retour")
    page.unroute("**/till/api/facts")
    seller.send_now()
    seller.sent(2)
    (closed,) = seller.journalled(EntryKind.SESSION_CLOSED, 1)
    fact = json.loads(closed.payload)
    assert [
        (one["mode"], one["expected_cents"], one["counted_cents"]) for one in fact["counts"]
    ] == [
        ("cash", 10_900, 10_700),
        ("card", 2_500, 2_500),
        ("cheque", 0, 0),
        ("transfer", 0, 0),
    ]
    assert fact["reason"] == "change_error"
    assert [(one["value_cents"], one["count"]) for one in fact["coins"]] == [
        (5_000, 2),
        (500, 1),
        (200, 1),
    ]


def test_the_last_receipt_comes_again_in_one_tap_and_each_duplicate_is_counted(
    till_site: TillSite, seller: Cashier
) -> None:
    """Its code says the number and the hash, drawn on the device; the network is not asked."""
    page = seller.page
    seller.scan(till_site.small.boards.code)
    seller.press("Carte")
    seller.press("Paiement accepté")
    seller.sees("Vente enregistrée")
    (sale,) = seller.journalled(EntryKind.SALE, 1)
    cut(page)
    for copy in (1, 2):
        seller.press("Vente suivante" if copy == 1 else "Retour à la caisse")
        seller.press("Dernier ticket à nouveau")
        seller.sees(f"DUPLICATA {copy}")
    code = page.locator(".receipt .qr")
    code.scroll_into_view_if_needed()
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    own = sha256(sale.payload)
    assert read.text == f"{till_site.site.url}/t/C1b-0001#{own[:16]}"
    page.unroute("**/till/api/**")
    seller.send_now()
    copies = seller.journalled(EntryKind.DUPLICATE, 2)
    assert [json.loads(entry.payload)["copy_number"] for entry in copies] == [1, 2]


def test_training_is_apart_from_all_that_is_real_and_survives_a_reload(
    till_site: TillSite, seller: Cashier
) -> None:
    """Its own basket and numbers; journalled as training, in no total, no stock and no drawer."""
    page, small = seller.page, till_site.small
    seller.scan(small.door.code)
    seller.sees("Porte intérieure 83 cm ·")
    seller.press("Menu")
    seller.press("Entraînement")
    seller.sees("Le panier est vide")
    seller.scan(small.boards.code)
    seller.sees("Panneau OSB 18 mm ·")
    page.reload()
    seller.sees("Panneau OSB 18 mm")
    assert "FACTICE" in page.evaluate("getComputedStyle(document.body, '::after').content")
    seller.press("Menu")
    assert page.get_by_role("button", name="Clôturer").count() == 0
    seller.press("Vendre")
    seller.press("Espèces")
    seller.press("Compte exact")
    seller.sees("rien n’a été vendu")
    seller.sees("Ticket FACTICE C1b-F0001")
    assert page.locator(".receipt .qr").count() == 0
    seller.press("Menu")
    seller.press("Quitter l’entraînement")
    page.get_by_text("Porte intérieure 83 cm").first.wait_for()
    assert page.locator(".till-line").count() == 1
    seller.press("Carte")
    seller.press("Paiement accepté")
    seller.sees("Ticket C1b-0001")
    seller.sent(1)
    (entry,) = seller.journalled(EntryKind.TRAINING, 1)
    assert json.loads(entry.payload)["training"] == 1
    stock = db.session.get_one(Stock, small.boards.id)
    assert stock.sold_milli == 0
    assert db.session.query(Sale).one().total_cents == 2_500
    assert check_projections() is None
