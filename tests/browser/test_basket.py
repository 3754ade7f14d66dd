"""The basket in Chromium: prices and who may give them, the scale, putting aside, two sellers."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bourse.db import db
from bourse.tills.inbox import Conflict, RefusedFact
from bourse.tills.models import PaymentMode
from bourse.tills.verification import check_projections
from bourse.values import Money, Weight
from tests.fixtures.market import SUPERVISORS_PIN, Market
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser


def count_of(model: type[Conflict | RefusedFact]) -> int | None:
    return db.session.scalar(select(func.count()).select_from(model))


def test_two_sellers_marked_down_weighed_put_aside_and_paid_apart(market: Market) -> None:
    fill(market)
    market.mark_down("Carrelage", "−20", "Négocié")
    market.due("121,00")
    market.mark_down("Poutre", "−50", "Abîmé")
    market.cashier.sees("Accord d’un superviseur")
    market.cashier.page.keyboard.type(SUPERVISORS_PIN)
    market.cashier.page.get_by_text("Abîmé, catalogue 45,00").wait_for()
    market.due("98,50")
    market.weigh("Poutre", "61,4", "1,4")
    market.cashier.sees("60 kg · pesé")
    market.weigh("Sable", "18,35", "1")
    market.cashier.sees("17,4 kg · pesé")
    market.due("97,44")
    put_aside_and_take_up_again(market)
    market.due("97,44")
    pay_each(market)
    market.cashier.sees("prix catalogue 45,00")

    (sale,) = market.cashier.sent(1)
    assert (sale.total, sale.approved_by) == (Money(9_744), "K2")
    sold = [(line.exhibitor, line.total, line.weight, line.price_reason) for line in sale.lines]
    assert sold == [
        ("E01", Money(6_800), Weight(180_000), "negotiated"),
        ("E02", Money(2_250), Weight(60_000), "damaged"),
        ("E02", Money(694), Weight(17_350), None),
    ]
    paid = [(one.mode, one.amount, one.exhibitor, one.reference) for one in sale.payments]
    assert paid == [
        (PaymentMode.CHEQUE, Money(6_800), "E01", "0012345"),
        (PaymentMode.CARD, Money(2_000), "E02", None),
        (PaymentMode.CASH, Money(944), "E02", None),
    ]
    assert (count_of(Conflict), count_of(RefusedFact)) == (0, 0)
    assert check_projections() is None


def fill(market: Market) -> None:
    """10 m² of tiles, a beam, 20 kg of sand."""
    market.cashier.scan(market.tiles.code)
    market.cashier.sees("Quantité en m²")
    market.cashier.enter("10")
    market.cashier.scan(market.beam.code)
    market.cashier.sees("Poutre de chêne ·")
    market.cashier.scan(market.sand.code)
    market.cashier.sees("Quantité en kg")
    market.cashier.enter("20")


def put_aside_and_take_up_again(market: Market) -> None:
    """Under a name, over a reload of the page."""
    cashier, page = market.cashier, market.cashier.page
    cashier.press("Mettre de côté")
    page.get_by_label("Sous quel nom").fill("camion rouge")
    page.get_by_role("dialog").get_by_role("button", name="Mettre de côté").click()
    cashier.sees("Le panier est vide")
    page.reload()
    cashier.press("Un panier en attente")
    cashier.press("camion rouge")


def pay_each(market: Market) -> None:
    """The tiles by cheque; the beam and the sand by a card, refused at first, and cash."""
    cashier, page = market.cashier, market.cashier.page
    cashier.press("Chèque")
    page.get_by_role("dialog").get_by_text("Carrelages du Doubs").wait_for()
    cashier.enter("0012345")
    cashier.sees("n° 0012345")
    cashier.press("Carte")
    page.get_by_role("dialog").get_by_text("Bois du Saut").wait_for()
    cashier.press("Paiement refusé")
    cashier.sees("Carte refusée")
    cashier.press("Carte")
    page.get_by_role("dialog").get_by_label("Montant").fill("20")
    cashier.press("Paiement accepté")
    market.due("9,44")
    cashier.press("Espèces")
    cashier.press("Compte exact")
    cashier.sees("Vente enregistrée")


def test_the_labels_price_is_one_tap_away_and_a_low_one_asks_for_approval(market: Market) -> None:
    cashier, page = market.cashier, market.cashier.page
    cashier.scan(market.tiles.code)
    cashier.sees("Quantité en m²")
    cashier.enter("1")
    cashier.sees("L’étiquette dit 8,00")
    cashier.press("Vendre à 8,00")
    market.due("8,00")
    market.open_line("Carrelage")
    market.choose("^Prix(?! de)")
    page.get_by_role("dialog").get_by_label("Prix", exact=True).fill("3")
    market.gives("Autre raison")
    cashier.sees("Accord d’un superviseur")
    page.get_by_role("dialog").last.get_by_role("button", name="Annuler").click()
    cashier.sees("Personne n’a approuvé ce prix")
    cashier.press("Annuler")
    market.due("8,00")
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.sees("Vente enregistrée")
    (sale,) = cashier.sent(1)
    (line,) = sale.lines
    assert (line.unit_price, line.catalogue_price) == (Money(800), Money(850))
    assert line.price_reason == "label"
    assert count_of(Conflict) == 0


def test_an_odd_mass_is_asked_about_and_a_quantity_drops_it(market: Market) -> None:
    cashier = market.cashier
    cashier.scan(market.tiles.code)
    cashier.sees("Quantité en m²")
    cashier.enter("10")
    market.weigh("Carrelage", "1,8")
    cashier.sees("Si la balance dit juste, validez encore")
    cashier.press("Valider")
    cashier.sees("1,8 kg · pesé")
    cashier.press("Plus")
    cashier.sees("198 kg · déclaré")


def test_baskets_put_aside_are_swapped_deleted_put_back_and_told_at_the_closing(
    market: Market,
) -> None:
    cashier, page = market.cashier, market.cashier.page
    for code in (market.beam.code, market.sand.code):
        cashier.scan(code)
        if code == market.sand.code:
            cashier.sees("Quantité en kg")
            cashier.enter("10")
        cashier.press("Mettre de côté")
        page.get_by_role("dialog").get_by_role("button", name="Mettre de côté").click()
        cashier.sees("Le panier est vide")
        cashier.sheets_gone()
    cashier.scan(market.beam.code)
    market.due("45,00")
    cashier.press("2 paniers en attente")
    cashier.press("Panier 2")
    market.due("4,00")
    cashier.press("2 paniers en attente")
    cashier.press("Supprimer Panier 1")
    cashier.sees("Supprimé : Panier 1")
    page.get_by_role("dialog").get_by_role("button", name="Remettre").click()
    page.get_by_role("button", name="Supprimer Panier 1").wait_for()
    cashier.press("Supprimer Panier 3")
    cashier.sees("Supprimé : Panier 3")
    cashier.press("Fermer")
    cashier.press("Un panier en attente")
    cashier.press("Fermer")
    cashier.press("Retirer Sable")
    cashier.press("Menu")
    cashier.press("Clôturer la caisse")
    cashier.sees("Un panier mis de côté n’a pas été payé")


def test_what_is_sold_by_measure_is_taken_out_again_by_a_tap(
    till_site: TillSite, cashier: Cashier
) -> None:
    cashier.scan(till_site.small.tiles.code)
    cashier.sees("Quantité en m²")
    cashier.page.get_by_role("dialog").get_by_role("button", name="Retirer").click()
    cashier.sees("Le panier est vide")
    cashier.press("Remettre")
    cashier.sees("Carrelage grès")
