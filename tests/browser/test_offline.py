"""The till without a network, or refused by the server: it sells, and forgets nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Route, expect
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.journal.models import EntryKind, JournalEntry
from bourse.people.actor import SYSTEM
from bourse.tills import service
from bourse.tills.inbox import RefusedFact
from bourse.tills.projections import Sale
from bourse.values import Money
from tests.fixtures.tablet import begin_selling, careless_writes, tablet
from tests.fixtures.till_site import Cashier, TillSite, begin, read_anew

pytestmark = pytest.mark.browser
FACTS = "**/till/api/facts"
EACH = 25
MORE = range(2 * EACH + 2, 3 * EACH + 1)
"""How many sales wait once a third tab has sold two or more of its own."""
PAID = """
() => new Promise((resolve) => {
  const request = indexedDB.open("bourse-till");
  request.onsuccess = () => {
    const change = request.result.transaction("kept", "readwrite");
    const kept = change.objectStore("kept");
    kept.get("basket").onsuccess = ({ target: { result: basket } }) => {
      const paid = { mode: "card", amount_cents: 900, tendered_cents: null };
      kept.put({ ...basket, payments: [paid] }, "basket");
    };
    change.oncomplete = resolve;
  };
})
"""
"""As the disk is when the battery fails between a payment and its sale."""


def test_after_one_visit_it_starts_without_a_network(cashier: Cashier) -> None:
    page = cashier.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    cashier.sees("Le panier est vide")
    cashier.state("Hors ligne")


def test_the_menu_reads_the_whole_catalogue_again(cashier: Cashier) -> None:
    """And without a network says so, with what is known left in its place."""
    page = cashier.page
    cashier.press("Menu")
    with page.expect_request(lambda asked: asked.url.endswith("/till/api/lots?")):
        cashier.press("Relire le catalogue")
    cashier.sees("Cet appareil connaît 3 lots")
    cashier.press("Fermer")
    page.context.set_offline(True)
    cashier.press("Menu")
    cashier.press("Relire le catalogue")
    cashier.sees("Le réseau ne répond pas")
    cashier.press("Fermer")


def test_what_is_scanned_while_the_catalogue_is_read_again_stays_in_front(
    cashier: Cashier,
) -> None:
    page, waiting = cashier.page, []
    page.context.route(re.compile(r"/till/api/lots\?"), lambda route: waiting.append(route))
    cashier.press("Menu")
    cashier.press("Relire le catalogue")
    cashier.sees("Le catalogue se relit")
    cashier.scan("222222")
    cashier.sees("Aucun lot ne porte ce code")
    with page.expect_response(lambda answer: "/till/api/lots?" in answer.url):
        for route in waiting:
            route.continue_()
    cashier.press("Vendre hors catalogue")
    assert page.get_by_text("Cet appareil connaît").count() == 0


def test_fifty_sales_in_two_tabs_outlive_the_network_and_the_battery(
    till_site: TillSite, playwright: Playwright, tmp_path: Path
) -> None:
    boards = till_site.small.boards
    with transaction():
        boards.quantity_milli = 1_000_000
    with tablet(playwright, till_site.site, tmp_path / "profile") as device:
        one = device.start()
        one.goto(f"/till/enrol#code={till_site.code}")
        begin(one)
        one.evaluate("navigator.serviceWorker.ready.then(() => true)")
        one.context.set_offline(True)
        other = one.context.new_page()
        other.goto("/till/")
        Cashier(other).sees("Le panier est vide")
        for page in (one, other):  # at once: they draw their numbers from the same book
            begin_selling(page, boards.code, EACH)
        for page in (one, other):
            page.evaluate("selling")
            assert careless_writes(page) == []
        Cashier(one).state(f"{2 * EACH} à envoyer")
        one.reload()
        Cashier(one).state(f"{2 * EACH} à envoyer")
        device.die()

        again = device.start(offline=True)
        again.goto("/till/")
        cashier = Cashier(again)
        cashier.state(f"{2 * EACH} à envoyer")
        cashier.sees("Camille")
        begin_selling(again, boards.code, EACH)
        counts = re.compile(rf"^({'|'.join(map(str, MORE))})\s")
        expect(again.locator(".till-state")).to_have_text(counts)
        device.die()  # in the midst of the next sale

        last = device.start(offline=True)
        last.goto("/till/")
        cashier = Cashier(last)
        cashier.sees("Camille")
        kept = cashier.pending()
        last.context.set_offline(False)
        cashier.sent(kept)
    assert kept in MORE
    the_server_has_each_once(kept, boards.price_cents)


def the_server_has_each_once(count: int, cents: int) -> None:
    db.session.rollback()
    sales = db.session.scalars(select(Sale).order_by(Sale.seq)).all()
    assert [sale.number for sale in sales] == [f"C1b-{n:04}" for n in range(1, count + 1)]
    assert sum(sale.total.cents for sale in sales) == count * cents
    entries = db.session.execute(
        select(JournalEntry.till_seq, JournalEntry.kind).order_by(JournalEntry.seq)
    ).all()
    assert [entry.till_seq for entry in entries] == list(range(1, count + 2))
    assert [entry.kind for entry in entries] == [EntryKind.SESSION_OPENED] + [
        EntryKind.SALE
    ] * count
    assert db.session.scalars(select(RefusedFact)).all() == []


def test_a_basket_paid_when_the_battery_failed_is_sold_once(
    till_site: TillSite, cashier: Cashier
) -> None:
    """The payment was noted, the sale was not: after the restart it is one tap away."""
    page = cashier.page
    page.context.set_offline(True)  # the catalogue's answer would note the basket once more
    cashier.scan(till_site.small.boards.code)
    cashier.sees("Panneau OSB 18 mm ·")
    page.evaluate(PAID)
    page.context.set_offline(False)
    page.reload()
    cashier.press("Tout est payé")
    cashier.sees("Vente enregistrée")
    (sale,) = cashier.sent(1)
    assert [paid.amount.cents for paid in sale.payments] == [sale.total.cents]


def test_each_tab_has_a_basket_of_its_own(till_site: TillSite, cashier: Cashier) -> None:
    """What one tab is about to sell, no other takes up; each finds its own again."""
    one = cashier.page
    cashier.scan(till_site.small.boards.code)
    cashier.sees("Panneau OSB 18 mm ·")
    two = one.context.new_page()
    two.goto(one.url)
    other = Cashier(two)
    other.sees("Le panier est vide")
    other.scan(till_site.small.door.code)
    other.sees("Porte intérieure 83 cm ·")
    two.reload()
    other.sees("Porte intérieure 83 cm")
    other.press("Carte")
    other.press("Paiement accepté")
    other.sees("Vente enregistrée")
    one.reload()
    cashier.sees("Panneau OSB 18 mm")
    expect(one.locator(".till-line")).to_have_count(1)


def test_without_network_the_sale_is_kept_and_sent_later_once(
    till_site: TillSite, cashier: Cashier
) -> None:
    """The first answer gets lost, the network stays away over a reload, then comes back."""
    page = cashier.page

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(FACTS, lambda route: route.abort())
    page.route(FACTS, lose_the_answer, times=1)
    cashier.scan(till_site.small.boards.code)
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.state("1 à envoyer")
    cashier.press("Vente suivante")
    cashier.scan(till_site.small.door.code)
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.state("2 à envoyer")
    page.reload()
    cashier.state("2 à envoyer")
    page.unroute(FACTS)
    cashier.send_now()
    assert [(sale.number, sale.total) for sale in cashier.sent(2)] == [
        ("C1b-0001", Money(900)),
        ("C1b-0002", Money(2_500)),
    ]
    seqs = db.session.scalars(select(JournalEntry.till_seq).order_by(JournalEntry.seq)).all()
    assert seqs == [1, 2, 3]


def test_what_the_server_refuses_stays_in_sight(till_site: TillSite, cashier: Cashier) -> None:
    cashier.scan(till_site.small.door.code)
    cashier.press("Carte")
    with transaction():
        enrolment = till_site.small.till.enrolments[-1]
        service.revoke(enrolment, by=SYSTEM)
    cashier.press("Paiement accepté")
    cashier.state("1 refusée")
    cashier.press("1 refusée")
    cashier.sees("cet appareil avait été révoqué")
    cashier.sees("montrez cette page à l’organisateur")
    assert read_anew(select(Sale)) == []
    kept = json.loads(db.session.scalars(select(RefusedFact)).one().content)
    assert kept["total_cents"] == 2_500
