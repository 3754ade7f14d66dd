"""Sessions at the till in Chromium: who sells, who takes over, and a screen that nobody touches."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from bourse.db import db
from bourse.journal.models import EntryKind
from bourse.tills.inbox import Conflict
from tests.fixtures.browser import TABLET, Visit
from tests.fixtures.seller import SUPERVISORS_PIN, cut
from tests.fixtures.till_site import PIN, Cashier, TillSite

pytestmark = pytest.mark.browser


def test_a_pin_opens_the_till_without_network_and_guessing_waits(
    supervisor: None, till_site: TillSite, visit: Visit
) -> None:
    page = visit(till_site.site, f"/till/enrol#code={till_site.code}", size=TABLET)
    person = Cashier(page)
    person.press("Enrôler cet appareil")
    person.choose("Camille")
    cut(page)
    page.clock.set_fixed_time("2026-06-13T08:00:00Z")
    page.reload()
    for _ in range(3):
        person.choose("Camille")
        expect(page.locator(".number")).to_be_focused()
        page.keyboard.type("402918")
        expect(page.locator(".number")).to_have_value("")
        person.sees("Ce code PIN n’est pas le bon")
    page.reload()
    person.choose("Camille")
    expect(page.locator(".number")).to_be_focused()
    page.keyboard.type(PIN)
    person.sees("attendez")
    person.choose("Ali")
    expect(page.locator(".number")).to_be_focused()
    page.keyboard.type(SUPERVISORS_PIN)
    person.sees("Comptez le fond de caisse")
    person.enter("80")
    person.sees("Le panier est vide")
    person.sees("Ali")


def test_five_idle_minutes_lock_the_screen_and_keep_the_basket(
    till_site: TillSite, seller: Cashier
) -> None:
    """What is scanned meanwhile goes nowhere; Ali's own PIN takes over what Camille began."""
    page = seller.page
    seller.scan(till_site.small.boards.code)
    seller.sees("Panneau OSB 18 mm ·")
    page.clock.fast_forward("05:01")
    seller.sees("Écran verrouillé")
    seller.sees("Le panier est gardé")
    seller.scan(till_site.small.door.code)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.reload()
    seller.sees("Écran verrouillé")
    seller.choose("Ali")
    expect(page.locator(".till-cover .number")).to_be_focused()
    seller.type(SUPERVISORS_PIN)
    page.clock.run_for(1_000)
    page.get_by_text("Écran verrouillé").wait_for(state="detached")
    expect(page.locator(".till-line")).to_have_count(1)
    expect(page.locator(".till-name")).to_contain_text("Ali")
    seller.press("Carte")
    seller.press("Paiement accepté")
    seller.sees("Vente enregistrée")
    (sale,) = seller.sent(1)
    assert sale.cashier == "K2"


def test_a_late_reversal_wants_a_supervisor_without_network_too(
    till_site: TillSite, seller: Cashier
) -> None:
    """Within five minutes the cashier takes their own sale back alone."""
    page = seller.page
    for _ in range(2):
        seller.scan(till_site.small.boards.code)
        seller.press("Espèces")
        seller.press("Compte exact")
        seller.sees("Vente enregistrée")
        seller.press("Vente suivante")
    seller.sent(2)
    cut(page)
    take_back(seller, "C1b-0001")
    seller.sees("Retour enregistré")
    page.clock.fast_forward("04:30")
    page.mouse.click(5, 700)
    page.clock.fast_forward("01:00")
    take_back(seller, "C1b-0002")
    seller.sees("Accord d’un superviseur")
    seller.type("402917")
    page.clock.run_for(200)
    seller.sees("Ce code PIN n’est pas le bon")
    seller.type(SUPERVISORS_PIN)
    page.clock.run_for(200)
    seller.sees("annule le ticket n° C1b-0002")
    page.unroute("**/till/api/**")
    seller.send_now()
    seller.sent(4)
    reversals = seller.journalled(EntryKind.REVERSAL, 2)
    approvals = [json.loads(entry.payload).get("approved_by") for entry in reversals]
    assert approvals == [None, "K2"]
    assert db.session.query(Conflict).count() == 0


def take_back(person: Cashier, number: str) -> None:
    """Give a whole receipt back."""
    person.press("Menu")
    person.press("Tickets")
    person.press(number)
    person.press("Reprendre…")
    person.press("Reprendre et rembourser")
