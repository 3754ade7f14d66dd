"""A new version of the till: it waits for a calm moment, and keeps what was not sent."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from bourse.db import db
from bourse.journal.models import JournalEntry
from bourse.tills.projections import Sale
from tests.fixtures.browser import TABLET, Visit
from tests.fixtures.tablet import sell
from tests.fixtures.till_facts import Device
from tests.fixtures.till_site import Cashier, TillSite, read_anew

pytestmark = pytest.mark.browser

FACTS = "**/till/api/facts"
WAITING = """
async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  for (;;) {
    if (registration.waiting) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
"""
FIRST_VERSION = """
([kept, facts]) => new Promise((resolve, reject) => {
  const request = indexedDB.open("bourse-till", 1);
  request.onerror = () => reject(request.error);
  request.onupgradeneeded = () => {
    const names = request.result.createObjectStore("kept");
    const options = { keyPath: "order", autoIncrement: true };
    const store = request.result.createObjectStore("facts", options);
    store.createIndex("fact_id", "fact.fact_id", { unique: true });
    store.createIndex("status", "status");
    store.createIndex("session", "fact.session");
    for (const [name, value] of Object.entries(kept)) names.put(value, name);
    const waiting = { hash: "", status: "pending", seq: null, reasons: [] };
    for (const fact of facts) store.add({ ...waiting, fact });
  };
  request.onsuccess = () => {
    globalThis.first = request.result;
    resolve();
  };
})
"""


def test_a_new_version_waits_for_the_basket_and_keeps_what_is_not_sent(
    till_site: TillSite, cashier: Cashier
) -> None:
    """Another language is another version, as another script would be."""
    page, boards = cashier.page, till_site.small.boards
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    cashier.sees("Le panier est vide")
    page.route(FACTS, lambda route: route.abort())
    sell(page, boards.code, 3)
    cashier.press("Vente suivante")
    cashier.scan(boards.code)
    cashier.sees("Panneau OSB 18 mm ·")
    page.evaluate("globalThis.isOld = true")
    page.request.post("/account/language", form={"language": "en", "next": "/till/"})
    assert page.evaluate(WAITING)
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.state("4 à envoyer")
    assert page.evaluate("globalThis.isOld"), "it took over in the middle of a basket"
    cashier.press("Menu")
    cashier.press("Démarrer la nouvelle version")
    cashier.state("4 to send")
    assert not page.evaluate("globalThis.isOld")
    page.unroute(FACTS)
    cashier.press("4 to send")
    cashier.press("Send now")
    cashier.state("Online")
    numbers = [sale.number for sale in read_anew(select(Sale).order_by(Sale.seq))]
    assert numbers == [f"C1b-{n:04}" for n in range(1, 5)]


def test_the_first_version_of_the_store_becomes_the_newest_and_delivers(
    till_site: TillSite, visit: Visit
) -> None:
    """Another tab that still works with the first version is waited for, and said so."""
    older = visit(till_site.site, "/", size=TABLET)
    facts = kept_by_the_first_version(till_site, older)
    page = older.context.new_page()
    page.goto("/till/")
    newer = Cashier(page)
    newer.sees("Un autre onglet de cette caisse travaille encore avec l’ancienne version")
    older.evaluate("first.close()")
    newer.state("En ligne")
    db.session.rollback()
    known = db.session.scalars(select(JournalEntry.fact_id).order_by(JournalEntry.seq)).all()
    assert known == [fact["fact_id"] for fact in facts]


def kept_by_the_first_version(till_site: TillSite, page: Page) -> list[dict[str, object]]:
    """Enrol, and write facts that wait as the first version of the store did; gives them."""
    answer = page.request.post("/till/api/enrol", data={"code": till_site.code}).json()
    device = Device(series=answer["series"])
    facts = [device.opened(), *(device.sale((till_site.small.boards, 1_000)) for _ in range(3))]
    numbers = {"till_seq": device.sent, "receipt": device.receipts, "prev": device.prev}
    kept = {"token": answer["token"], "series": answer["series"], "numbers": numbers}
    page.evaluate(FIRST_VERSION, json.loads(json.dumps([kept, facts])))
    return facts
