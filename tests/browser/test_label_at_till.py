"""The page of a lot, opened by its label's code on a device that is a till."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser


def test_the_label_opened_on_a_till_is_sold_there(till_site: TillSite, cashier: Cashier) -> None:
    page = cashier.page.context.new_page()
    page.goto(f"{till_site.site.url}/l/{till_site.small.boards.code}")
    page.get_by_role("link", name="Vendre à cette caisse").click()
    page.get_by_text("Panneau OSB 18 mm ·").first.wait_for()
    expect(page).to_have_url(f"{till_site.site.url}/till/")
    page.close()
