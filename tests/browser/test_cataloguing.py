"""Lots written on a telephone, photo first, in a row, without a network in between; each once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route

from bourse.db import db
from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Lot
from bourse.photos.files import PhotoFiles, PhotoSize
from bourse.photos.lot_photos import photos_of
from bourse.values import Money, Weight
from tests.fixtures.browser import PATIENCE_SECONDS
from tests.fixtures.lot_phone import LOTS, LotSite, kept, unhurried, write
from tests.fixtures.photographs import SECRETS, photograph

pytestmark = pytest.mark.browser


def shoot(page: Page, orientation: int = 6) -> None:
    """Take a photo with the camera's button."""
    before = page.locator(".photo-list img").count()
    picture = photograph(2_400, 1_800, orientation=orientation)
    page.locator("#photos-camera").set_input_files(
        {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": picture}
    )
    page.locator(".photo-list img").nth(before).wait_for()


def first_lot(page: Page) -> None:
    shoot(page)
    page.locator("#category").select_option("MIN")
    write(page, "Porte chêne 83 cm", "45", reference_price="180", unit_weight="22")
    page.get_by_label("Bon état").check()
    page.get_by_label("Dépose").check()


def save_and_next(page: Page, text: str) -> None:
    """Save, and wait until the notice says so."""
    with unhurried(page):
        page.get_by_role("button", name="Enregistrer et suivant").click()
        told(page, text)


def told(page: Page, text: str) -> None:
    page.locator("#lot-notice", has_text=text).wait_for()


def files_of(lot_site: LotSite, lot: Lot) -> list[bytes]:
    files = PhotoFiles(lot_site.site.instance / "photos")
    return [
        files.path(photo.file, PhotoSize.LARGE).read_bytes() for photo in photos_of([lot])[lot.id]
    ]


def test_three_lots_in_a_row_with_the_network_gone_in_between(
    lot_site: LotSite, phone: Page
) -> None:
    first_lot(phone)
    phone.locator("[data-discount]", has_text="75 %").wait_for()
    save_and_next(phone, "« Porte chêne 83 cm » est enregistré")

    phone.context.set_offline(True)
    assert phone.locator("#category").input_value() == "MIN"
    assert phone.get_by_label("Bon état").is_checked()
    assert phone.locator("#designation").input_value() == ""
    shoot(phone)
    write(phone, "Porte chêne 73 cm", "40", unit_weight="20")
    save_and_next(phone, "« Porte chêne 73 cm » est gardé sur cet appareil")
    phone.reload()
    phone.locator("form[data-ready]").wait_for()
    phone.locator("#waiting-lots", has_text="Porte chêne 73 cm").wait_for()
    shoot(phone)
    shoot(phone)
    phone.locator("#category").select_option("MIN")
    phone.get_by_label("À nettoyer").check()
    phone.get_by_label("Dépose").check()
    write(phone, "Huisserie sapin", "12", unit_weight="9")
    save_and_next(phone, "gardé sur cet appareil")
    assert len(lot_site.new_lots(1)) == 1

    phone.context.set_offline(False)
    phone.locator("#waiting-lots").wait_for(state="hidden")
    lots = lot_site.new_lots(3)
    assert [lot.designation for lot in lots] == [
        "Porte chêne 83 cm", "Porte chêne 73 cm", "Huisserie sapin",
    ]  # fmt: skip
    assert [len(photos_of(lots)[lot.id]) for lot in lots] == [1, 1, 2]
    assert (lots[0].price, lots[0].unit_weight) == (Money(4_500), Weight(22_000))
    for lot in lots:
        for content in files_of(lot_site, lot):
            assert [secret for secret in SECRETS if secret in content] == []
    photo = photos_of(lots)[lots[0].id][0]
    assert (photo.width, photo.height) == (1_200, 1_600), "turned upright in the browser"


def test_a_closed_tab_and_an_empty_battery_cost_nothing(lot_site: LotSite, phone: Page) -> None:
    first_lot(phone)
    phone.get_by_label("Prix neuf").press("Tab")
    kept(phone)
    tab = phone.context.new_page()
    phone.close()
    tab.goto(LOTS + "new")
    tab.locator("form[data-ready]").wait_for()
    assert tab.locator("#designation").input_value() == "Porte chêne 83 cm"
    assert tab.locator(".photo-list img").count() == 1
    assert tab.get_by_label("Bon état").is_checked()
    save_and_next(tab, "est enregistré")
    [lot] = lot_site.new_lots(1)
    correct_without_a_network(tab, f"{LOTS}{lot.code}/edit")
    db.session.rollback()
    assert lot.price == Money(3_000)
    assert len(photos_of([lot])[lot.id]) == 2


def correct_without_a_network(tab: Page, address: str) -> None:
    """A lower price and a second photo, a closed tab, and what was typed is there to be sent."""
    tab.goto(address)
    tab.locator("form[data-ready]").wait_for()
    tab.locator("html[data-kept]").wait_for(state="attached")
    tab.context.set_offline(True)
    shoot(tab)
    tab.locator("#price").fill("30")
    kept(tab)
    again = tab.context.new_page()
    tab.close()
    again.goto(address)
    again.get_by_text("Ce que vous aviez saisi est de nouveau là").wait_for()
    assert again.locator("#price").input_value() == "30"
    assert again.locator(".photo-list img").count() == 2
    again.get_by_role("button", name="Enregistrer").click()
    told(again, "Votre modification de « Porte chêne 83 cm » est gardée")
    again.locator("#waiting-lots", has_text="modification d’un lot").wait_for()
    again.context.set_offline(False)
    again.wait_for_url(re.compile(r"/lots/[A-Z0-9]{6,}$"))


def test_a_lost_answer_makes_one_lot(lot_site: LotSite, phone: Page) -> None:
    """The server writes the lot, and the telephone never hears of it."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            route.fetch()
            lost.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    phone.route("**/lots/sending", lose)
    first_lot(phone)
    save_and_next(phone, "gardé sur cet appareil")
    phone.get_by_role("button", name="Envoyer maintenant").click()
    phone.locator("#waiting-lots").wait_for(state="hidden")
    assert lost
    [lot] = lot_site.new_lots(1)
    assert len(photos_of([lot])[lot.id]) == 1


def test_a_heavy_door_is_asked_about_and_a_board_is_worked_out(
    lot_site: LotSite, phone: Page
) -> None:
    first_lot(phone)
    phone.locator("#unit_weight").fill("4000")
    phone.get_by_text("4 t pour 1 pièce : est-ce juste").wait_for()
    with unhurried(phone):
        phone.get_by_role("button", name="Enregistrer", exact=True).click()
        phone.locator(".error", has_text="4 t pour 1").wait_for()
    phone.locator("#quantity").fill("12")
    phone.locator("#unit").select_option("m2")
    phone.locator("#category").select_option("PAN")
    phone.get_by_label("Calculé").check()
    phone.get_by_label("Chercher un matériau").fill("ba13")
    phone.get_by_role("button", name=re.compile("BA13")).click()
    worked_out = phone.locator("[data-weight]")
    worked_out.get_by_text("127,2 kg en tout").wait_for()
    worked_out.get_by_text("KBOB 2009/1 list v6").wait_for()
    with unhurried(phone):
        phone.get_by_role("button", name="Enregistrer", exact=True).click()
        phone.wait_for_url(re.compile(r"/lots/[A-Z0-9]{6,}$"))
    [lot] = lot_site.new_lots(1)
    assert (lot.weight_method, lot.unit_weight) == (WeightMethod.COMPUTED, Weight(10_600))
    phone.get_by_text("Calculé : Plaque de plâtre BA13").wait_for()


def test_a_designation_brings_what_was_said_of_it(lot_site: LotSite, phone: Page) -> None:
    """From the firm's own lots, which the page knows, so also without a network."""
    phone.context.set_offline(True)
    phone.get_by_label("De quoi s’agit-il").press_sequentially("osb")
    phone.get_by_role("button", name=re.compile("Panneau OSB 18 mm")).click()
    assert phone.locator("#designation").input_value() == "Panneau OSB 18 mm"
    assert phone.locator("#category").input_value() == "PAN"
    assert phone.evaluate("document.activeElement.id") == "quantity"


def test_signing_out_takes_the_pages_and_keeps_what_was_not_sent(
    lot_site: LotSite, phone: Page
) -> None:
    phone.route("**/lots/sending", lambda route: route.abort())
    first_lot(phone)
    save_and_next(phone, "gardé sur cet appareil")
    phone.get_by_text("Annick").click()
    phone.get_by_role("button", name="Se déconnecter").click()
    phone.get_by_role("heading", name="Vous êtes déconnecté").wait_for()
    phone.locator("html[data-left]").wait_for(state="attached")
    phone.get_by_text("Des lots non envoyés sont gardés").wait_for()
    assert phone.evaluate("caches.has('bourse-exhibitor-pages')") is False
    phone.context.set_offline(True)
    phone.goto(LOTS + "new")
    phone.get_by_role("heading", name="Pas de réseau").wait_for()
    assert "Annick" not in phone.content()

    phone.context.set_offline(False)
    phone.unroute("**/lots/sending")
    phone.context.add_cookies(
        [{"name": "session", "value": lot_site.cookie, "url": lot_site.site.url}]
    )
    phone.goto(LOTS)
    assert len(lot_site.new_lots(1)) == 1
    phone.get_by_text("Porte chêne 83 cm").first.wait_for()


def test_two_tabs_write_two_lots(lot_site: LotSite, phone: Page) -> None:
    first_lot(phone)
    kept(phone)
    tab = phone.context.new_page()
    tab.set_default_timeout(PATIENCE_SECONDS * 1_000)
    tab.goto(LOTS + "new")
    tab.locator("form[data-ready]").wait_for()
    assert tab.get_by_label("De quoi s’agit-il").input_value() == ""
    first_lot(tab)
    write(tab, "Fenêtre", "60")
    for page, name in ((phone, "Porte chêne"), (tab, "Fenêtre")):
        save_and_next(page, name)
    names = {lot.designation for lot in lot_site.new_lots(2)}
    assert names == {"Porte chêne 83 cm", "Fenêtre"}
