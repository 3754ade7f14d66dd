"""Enrolling a device in Chromium: by the code that an organiser shows, or by one's own account."""

from __future__ import annotations

import pytest

from bourse.db import transaction
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.tills import service
from tests.fixtures.browser import TABLET, Visit
from tests.fixtures.people import PASSWORD, a_user
from tests.fixtures.till_site import Cashier, TillSite, begin

pytestmark = pytest.mark.browser


def test_a_device_is_enrolled_by_scanning_its_code(till_site: TillSite, visit: Visit) -> None:
    """Inside the application, whose storage is not the browser's; something else is told apart."""
    page = visit(till_site.site, "/till/", size=TABLET)
    person = Cashier(page)
    person.sees("Quelle caisse est-ce")
    person.scan(till_site.small.boards.code)
    person.sees("Ce n’est pas un code d’enrôlement")
    person.scan(f"{till_site.site.url}/till/enrol#code={till_site.code}")
    person.sees("Code PIN à six chiffres")


def test_an_account_enrols_the_device_it_holds(till_site: TillSite, visit: Visit) -> None:
    with transaction():
        a_user("camille@example.org", Role.CASHIER)
    page = visit(till_site.site, "/till/", size=TABLET)
    page.get_by_role("link", name="Choisir la caisse avec mon compte").click()
    page.get_by_label("Adresse").fill("camille@example.org")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name="Vendre sur C1").click()
    begin(page)


def test_a_wrong_pin_and_a_wrong_code_say_so(till_site: TillSite, cashier: Cashier) -> None:
    cashier.press("Menu")
    cashier.press("Changer de caissier")
    cashier.sees("Code PIN à six chiffres")
    cashier.page.keyboard.type("999991")
    cashier.sees("Ce code PIN n’est pas le bon")
    cashier.press("Retour à la caisse")
    cashier.press("Menu")
    cashier.press("Enrôler à nouveau")
    cashier.page.get_by_label("Code de cet appareil").fill("CCCC CCCC")
    cashier.press("Enrôler cet appareil")
    cashier.sees("La caisse ouverte par Camille")
    cashier.press("Enrôler quand même")
    cashier.sees("Ce code est faux, déjà utilisé ou expiré")


def test_what_an_enrolment_would_lose_is_named_before(
    till_site: TillSite, cashier: Cashier
) -> None:
    """Basket and code are there afterwards as before, until the cashier agrees."""
    with transaction():
        _, code = service.enrol(till_site.small.till, by=SYSTEM)
    cashier.scan(till_site.small.boards.code)
    cashier.press("Mettre de côté")
    cashier.page.get_by_label("Sous quel nom").fill("camion rouge")
    cashier.page.keyboard.press("Enter")
    cashier.sees("Un panier en attente")

    def enrols() -> None:
        cashier.press("Menu")
        cashier.press("Enrôler à nouveau")
        cashier.page.get_by_label("Code de cet appareil").fill(code)
        cashier.press("Enrôler cet appareil")

    enrols()
    cashier.sees("La caisse ouverte par Camille")
    cashier.sees("Un panier mis de côté sera supprimé : camion rouge")
    cashier.press("Annuler")
    cashier.press("Garder sa caisse actuelle")
    cashier.sees("Un panier en attente")
    enrols()
    cashier.press("Clôturer d’abord la caisse")
    cashier.sees("Comptez le tiroir")
    cashier.press("Retour à la caisse")
    enrols()
    cashier.press("Enrôler quand même")
    cashier.sees("Code PIN à six chiffres")
