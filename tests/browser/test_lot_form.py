"""The form of a lot under a glove: what is odd is said at once, and Enter goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.lot_phone import LotSite, write

pytestmark = pytest.mark.browser


def test_what_is_odd_is_said_while_one_types_and_nothing_is_without_a_network(
    lot_site: LotSite, phone: Page
) -> None:
    phone.get_by_label("De quoi s’agit-il").fill("Plaques d’amiante-ciment")
    phone.locator("[data-odd-about=words] .notice.bad").wait_for()
    expect(phone.locator("[data-odd-about=words]")).to_have_attribute("aria-live", "polite")
    phone.locator("#unit").select_option(lot_site.small.tiles.unit)
    write(phone, lot_site.small.tiles.designation, str(lot_site.small.tiles.price.decimal))
    phone.locator("[data-odd-about=price] .notice.warn").wait_for()
    phone.locator("[data-odd-about=words] .notice").wait_for(state="detached")
    phone.context.set_offline(True)
    phone.locator("#designation").fill("Plaques d’amiante")
    phone.locator("[data-odd-about=price] .notice").wait_for(state="detached")
    expect(phone.locator("[data-odd-about=words] .notice")).to_have_count(0)
    phone.context.set_offline(False)


def test_enter_goes_on_to_the_next_field_and_sends_nothing(lot_site: LotSite, phone: Page) -> None:
    def focused() -> str:
        return str(phone.evaluate("document.activeElement.id || document.activeElement.value"))

    phone.locator("#designation").fill("Étai de maçon")
    seen = []
    for _ in range(9):
        seen.append(focused())
        phone.keyboard.press("Enter")
        if phone.evaluate("document.activeElement.tagName") == "SELECT":
            phone.keyboard.press("Tab")
    assert seen[:2] == ["designation", "quantity"]
    assert seen.index("price") < seen.index("reference_price") < seen.index("unit_weight")
    assert sum(name.startswith("condition") for name in seen) == 1
    assert phone.locator("#designation").get_attribute("enterkeyhint") == "next"
    assert phone.url.endswith("/lots/new")
    assert lot_site.new_lots(0) == []
