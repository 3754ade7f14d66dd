"""Heavy goods from the stand to the gate: a basket on a phone, a till cut off, two hands over."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from bourse.db import transaction
from bourse.people.models import Role
from tests.fixtures.browser import PHONE, Visit
from tests.fixtures.people import PASSWORD, a_user
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser
STAND, GATE = "/exhibitor/morteau-2026/E01", "/gate/morteau-2026/"


@pytest.fixture
def stand(till_site: TillSite, visit: Visit) -> Page:
    """The exhibitor's phone."""
    with transaction():
        a_user("stand@example.org", company_id=till_site.small.exhibitor.company_id)
        a_user("porte@example.org", Role.CASHIER)
    return _signed_in(till_site, visit, "stand@example.org", f"{STAND}/baskets/")


def _signed_in(till_site: TillSite, visit: Visit, email: str, path: str) -> Page:
    page = visit(till_site.site, path, PHONE)
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.locator("main form button").first.click()
    expect(page).to_have_url(till_site.site.url + path)
    return page


def _hand_over(page: Page, quantity: str) -> None:
    page.get_by_label("Quantité remise maintenant").fill(quantity)
    page.get_by_role("button", name="Remis").click()


def test_a_basket_goes_from_the_stand_to_the_gate(
    till_site: TillSite, stand: Page, cashier: Cashier, visit: Visit
) -> None:
    boards = till_site.small.boards
    stand.get_by_role("link", name="Nouveau panier").first.click()
    stand.locator(f"#take-{boards.code}").fill("5")
    stand.get_by_role("button", name="Préparer le panier").click()
    expect(stand.get_by_role("heading", level=1)).to_have_text("Panier n°\u00a01")
    drawn = Image.open(io.BytesIO(stand.locator(".enrolment-qr").screenshot()))
    (read,) = zxingcpp.read_barcodes(drawn)
    assert read.text.endswith(f"#l={boards.code}*5000")

    cashier.page.context.set_offline(True)
    cashier.scan(read.text)
    cashier.sees("à retirer plus tard")
    cashier.scan(read.text)
    cashier.sees("Ce panier de stand est déjà dans la vente")
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.sees("Bon d’enlèvement")
    cashier.press("Vente suivante")
    cashier.scan(read.text)
    cashier.sees("Cette tablette a déjà encaissé ce panier")
    cashier.page.context.set_offline(False)
    (sale,) = cashier.sent(1)
    stand.goto(f"{STAND}/to-collect/")
    stand.fill("#q", sale.number)
    stand.keyboard.press("Enter")
    _hand_over(stand, "2")
    expect(stand.locator("main")).to_contain_text("3 à remettre")

    gate = _signed_in(till_site, visit, "porte@example.org", GATE)
    gate.fill("#q", f"http://localhost/x/{sale.number}#{'a' * 12}")
    gate.keyboard.press("Enter")
    expect(gate.get_by_label("Quantité remise maintenant")).to_have_value("3")
    _hand_over(gate, "3")
    expect(gate.locator("main")).to_contain_text("Tout ce qui est sur ce bon est remis")
    gate.goto(GATE)
    expect(gate.locator("main")).to_contain_text("Rien à retirer")
