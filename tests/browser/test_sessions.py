"""Sessions at the till in Chromium: who sells, who takes over, and a screen that nobody touches."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bourse.db import db, transaction
from bourse.people.actor import SYSTEM
from bourse.tills import pins, service
from bourse.tills.projections import Sale
from tests.fixtures.browser import TABLET, Visit
from tests.fixtures.till_site import PIN, Cashier, TillSite, begin

pytestmark = pytest.mark.browser
SUPERVISORS_PIN = "730518"


@pytest.fixture
def supervisor(till_site: TillSite) -> None:
    """Ali, who approves and may take over."""
    hashed = pins.hash_pin(SUPERVISORS_PIN)
    with transaction():
        service.create_cashier(
            till_site.small.edition, name="Ali", pin_hash=hashed, is_supervisor=True, by=SYSTEM
        )


@pytest.fixture
def seller(supervisor: None, till_site: TillSite, visit: Visit) -> Cashier:
    """Camille at the open till, whose clock the test moves."""
    page = visit(till_site.site, f"/till/enrol#code={till_site.code}", size=TABLET)
    page.get_by_role("button", name="Enrôler cet appareil").click()
    page.get_by_role("radio", name="Camille").wait_for()
    page.clock.install()
    page.reload()
    return begin(page, is_enrolled=True, name="Camille")


def cut(page: Page) -> None:
    """No network from now on, for the scripts of the page."""
    page.route("**/till/api/**", lambda route: route.abort())


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
    seller.type(SUPERVISORS_PIN)
    page.clock.run_for(1_000)
    page.get_by_text("Écran verrouillé").wait_for(state="detached")
    assert page.locator(".till-line").count() == 1
    assert "Ali" in page.locator(".till-name").inner_text()
    seller.press("Carte")
    seller.press("Paiement accepté")
    seller.sees("Vente enregistrée")
    seller.sent(1)
    db.session.rollback()
    (sale,) = db.session.query(Sale)
    assert sale.cashier == "K2"
