"""A visitor reserves on a phone, confirms from the mail, and a till gives the goods out."""

from __future__ import annotations

import email
import io
import re
from datetime import timedelta
from email.policy import default

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from bourse.clock import now
from bourse.db import transaction
from tests.fixtures.browser import PHONE, Visit
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(till_site: TillSite, visit: Visit) -> Page:
    """A visitor's phone on the page of the boards, of an edition that keeps lots for a day."""
    with transaction():
        till_site.small.edition.hold_hours = 24
        till_site.small.edition.ends_on = (now() + timedelta(days=1)).date()
    return visit(till_site.site, f"/l/{till_site.small.boards.code}", PHONE)


def mailed(till_site: TillSite) -> str:
    """The link in the first letter."""
    (letter,) = (till_site.site.instance / "mail").glob("*.eml")
    text = email.message_from_bytes(letter.read_bytes(), policy=default).get_content()
    found = re.search(r"^http://\S+/hold/\S+$", text, re.MULTILINE)
    assert found is not None
    return found[0]


def test_from_a_phone_to_the_till(till_site: TillSite, phone: Page, cashier: Cashier) -> None:
    boards = till_site.small.boards
    phone.get_by_label("Quantité").fill("13")
    phone.get_by_role("button", name="Réserver").click()
    expect(phone.get_by_role("alert")).to_contain_text("que 12 de libre")
    phone.get_by_label("Quantité").fill("5")
    phone.get_by_role("button", name="Réserver").click()
    phone.get_by_label("Votre nom").fill("Léa Martin")
    phone.get_by_label("Adresse e-mail").fill("lea@example.org")
    phone.get_by_role("button", name="Réserver").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("consultez")

    own = mailed(till_site)
    phone.goto(own)
    phone.get_by_role("button", name="Confirmer ma réservation").click()
    drawn = Image.open(io.BytesIO(phone.locator(".enrolment-qr").screenshot()))
    (read,) = zxingcpp.read_barcodes(drawn)
    assert read.text.endswith(f"#l={boards.code}*5000")

    cashier.scan(read.text)
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.sent(1)
    phone.goto(own)
    expect(phone.locator("main")).to_contain_text("merci d’offrir un second chantier")


def test_a_visitor_thinks_better_of_it(till_site: TillSite, phone: Page) -> None:
    phone.get_by_label("Quantité").fill("12")
    phone.get_by_role("button", name="Réserver").click()
    phone.get_by_label("Votre nom").fill("Léa Martin")
    phone.get_by_label("Adresse e-mail").fill("lea@example.org")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("consultez")
    phone.goto(f"{till_site.site.url}/l/{till_site.small.boards.code}")
    expect(phone.locator("main")).to_contain_text("Tout ce qui reste est réservé")
    phone.goto(mailed(till_site))
    phone.get_by_role("link", name="Je n’en veux pas").click()
    phone.get_by_role("button", name="Annuler la réservation").click()
    phone.get_by_role("button", name="Réserver de nouveau ces lots").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ma réservation")
    phone.get_by_role("button", name="Retirer").click()
    phone.get_by_role("link", name="Rouvrez sa page").click()
    expect(phone.locator(".sheet-side .left")).to_contain_text("Reste 12")
