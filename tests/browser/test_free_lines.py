"""A code that is no lot on sale, and goods without any: told in plain words, and sold."""

from __future__ import annotations

import pytest

from bourse.db import transaction
from bourse.goods.weighing import WeightMethod
from bourse.lots.on_sale import withdraw_lot
from bourse.people.actor import SYSTEM
from bourse.values import Money, Weight
from tests.fixtures.edition import a_lot_elsewhere
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser


BURST = """(codes) => {
  const begun = performance.now();
  codes.flatMap((code) => [...code, "Enter"]).forEach((key, number) => {
    const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(pressed, "timeStamp", { value: begun + number });
    document.activeElement.dispatchEvent(pressed);
  });
}"""
"""Scans that follow each other faster than the page can draw, a millisecond a key."""

STATUSES = """async (codes) => {
  const database = await new Promise((resolve) => {
    indexedDB.open("bourse-till").onsuccess = ({ target }) => resolve(target.result);
  });
  const status = (code) => new Promise((resolve) => {
    const asked = database.transaction("lots").objectStore("lots").get(code);
    asked.onsuccess = () => resolve(asked.result?.lot.status);
  });
  const said = await Promise.all(codes.map(status));
  database.close();
  return said;
}"""
"""What the tablet's own copy of the catalogue says of these lots."""


def pay(cashier: Cashier) -> None:
    cashier.press("Espèces")
    cashier.press("Compte exact")
    cashier.sees("Vente enregistrée")


def put(cashier: Cashier) -> None:
    cashier.press("Mettre au panier")
    cashier.page.get_by_role("dialog").wait_for(state="detached")


def choose(cashier: Cashier, label: str, option: str) -> None:
    cashier.page.get_by_label(label).select_option(label=option)


def test_goods_without_a_label_are_sold_offline_and_recorded(
    till_site: TillSite, cashier: Cashier
) -> None:
    page = cashier.page
    page.context.set_offline(True)
    cashier.scan("222222")
    cashier.sees("Cette tablette ne connaît pas ce lot")
    cashier.press("Vendre hors catalogue")
    cashier.press("Mettre au panier")
    cashier.sees("Dites ce que c’est")
    page.get_by_label("De quoi s’agit-il").fill("Fenêtre bois sans étiquette")
    cashier.press("Mettre au panier")
    cashier.sees("Choisissez la catégorie")
    choose(cashier, "Catégorie", "Menuiseries intérieures")
    choose(cashier, "Origine", "Dépose")
    page.get_by_label("Prix à l’unité").fill("40")
    page.get_by_label("Quantité").fill("2")
    page.get_by_label("kg à l’unité, si connu").fill("21,5")
    cashier.sees("80,00 €")
    cashier.press("Mettre au panier")
    cashier.sees("Fenêtre bois sans étiquette")
    pay(cashier)
    cashier.sees("Ticket C1b-0001")
    page.context.set_offline(False)
    (sale,) = cashier.sent(1)
    (line,) = sale.lines
    assert (line.lot, line.lot_id, line.exhibitor, line.category) == (None, None, "E01", "MIN")
    assert (line.designation, line.total) == ("Fenêtre bois sans étiquette", Money(8_000))
    assert (line.weight, line.weight_method) == (Weight(43_000), WeightMethod.DECLARED)


def test_a_withdrawn_lot_is_sold_as_a_free_line_or_all_the_same(
    till_site: TillSite, cashier: Cashier
) -> None:
    small = till_site.small
    with transaction():
        withdraw_lot(small.door, by=SYSTEM)
        withdraw_lot(small.boards, by=SYSTEM)
    cashier.press("Menu")
    cashier.press("Relire le catalogue")

    def said() -> list[str]:
        codes = [small.door.code, small.boards.code]
        return list(cashier.page.evaluate(STATUSES, codes))

    cashier.until(lambda: said() == ["withdrawn"] * 2, lambda: f"they are {said()}")
    cashier.scan(small.door.code)
    cashier.sees("Ce lot a été retiré de la vente")
    cashier.press("Vendre hors catalogue")
    assert cashier.page.get_by_label("De quoi s’agit-il").input_value() == small.door.designation
    choose(cashier, "Catégorie", "Menuiseries intérieures")
    put(cashier)
    cashier.scan(small.boards.code)
    cashier.sees("Ce lot a été retiré de la vente")
    cashier.press("Vendre ce lot quand même")
    cashier.sees("Retiré de la vente : demandez")
    pay(cashier)
    (sale,) = cashier.sent(1)
    assert [(line.lot, line.total) for line in sale.lines] == [
        (None, Money(2_500)),
        (small.boards.code, Money(900)),
    ]


def test_a_label_of_another_edition_says_so_and_its_goods_are_sold(
    till_site: TillSite, cashier: Cashier
) -> None:
    with transaction():
        stranger = a_lot_elsewhere(till_site.small)
    cashier.scan(stranger.code)
    cashier.sees("Bourse de Vesoul")
    cashier.press("Vendre hors catalogue")
    page = cashier.page
    assert page.get_by_label("De quoi s’agit-il").input_value() == "Fenêtre"
    assert page.get_by_label("Prix /m²").input_value() == "8,50"
    cashier.press("Mettre au panier")
    pay(cashier)
    (sale,) = cashier.sent(1)
    (line,) = sale.lines
    assert (line.lot, line.exhibitor, line.weight) == (None, "E01", Weight(18_000))


def test_a_sold_out_lot_becomes_a_free_line_at_will(till_site: TillSite, cashier: Cashier) -> None:
    small = till_site.small
    cashier.scan(small.door.code)
    pay(cashier)
    cashier.sent(1)
    cashier.scan(small.door.code)
    cashier.sees("Épuisé d’après le catalogue")
    cashier.press("Passer hors catalogue")
    choose(cashier, "Catégorie", "Menuiseries intérieures")
    put(cashier)
    assert cashier.page.locator(".till-line").count() == 1
    assert cashier.page.locator(".till-line .flag").count() == 0


def test_what_is_no_lot_says_what_it_is(till_site: TillSite, cashier: Cashier) -> None:
    """A web page, a receipt, a code of enrolment, nothing of ours; and a scan behind a sheet."""
    cashier.scan("https://exemple.fr/menu")
    cashier.sees("Ce code mène à une page web")
    cashier.scan("3017620422003")
    cashier.sees("Ce code n’est pas de cette caisse")
    cashier.scan(f"{till_site.site.url}/till/enrol#code=C7K3PXD2")
    cashier.sees("Ce code ne va pas dans le panier")
    cashier.scan(till_site.small.boards.code)
    cashier.press("Carte")
    cashier.scan(till_site.small.door.code)
    cashier.sees("Terminez d’abord ceci")
    cashier.press("Paiement accepté")
    cashier.sees("Ticket C1b-0001")
    cashier.scan("C1b-0001")
    cashier.sees("DUPLICATA")
    cashier.scan(f"{till_site.site.url}/t/C1b-0001#{'0' * 16}")
    cashier.sees("Ce papier n’est pas le ticket C1b-0001")


def test_very_fast_scans_are_all_taken_in_order(till_site: TillSite, cashier: Cashier) -> None:
    small = till_site.small
    cashier.page.evaluate(BURST, [lot.code for lot in (small.boards, small.door) for _ in range(3)])
    lines = cashier.page.locator(".till-line")
    lines.nth(1).locator(".quantity", has_text="3").wait_for()
    lines.nth(0).locator(".quantity", has_text="3").wait_for()
    assert [name.split(" ")[0] for name in lines.locator(".what").all_inner_texts()] == [
        "Panneau",
        "Porte",
    ]
