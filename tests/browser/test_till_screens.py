"""The till's screens in Chromium: they fit, can be hit with a finger, and read by everybody."""

from __future__ import annotations

import pytest

from tests.fixtures.browser import DESK, PHONE, TABLET, Visit
from tests.fixtures.site import ROOT
from tests.fixtures.till_site import Cashier, TillSite, begin

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_every_screen_fits_and_can_be_read(
    till_site: TillSite, visit: Visit, size: tuple[int, int]
) -> None:
    """No sideways scrolling, targets of a finger's size, and axe finds nothing to say."""
    link = f"/till/enrol#code={till_site.code}"
    page = visit(till_site.site, link, size=size, bypass_csp=True)  # axe measures by inline styles
    page.emulate_media(reduced_motion="reduce")  # what the mouse left is gone at once
    cashier = begin(page)
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    looked_at(cashier)
    cashier.scan(till_site.small.tiles.code)
    cashier.sees("Quantité en m²")
    looked_at(cashier)
    cashier.press("Valider")
    cashier.press("Espèces")
    looked_at(cashier)
    cashier.press("Compte exact")
    cashier.sees("Vente enregistrée")
    looked_at(cashier)
    cashier.press("Menu")
    cashier.press("Vendre sans étiquette")
    cashier.sees("Mettre au panier")
    looked_at(cashier)
    cashier.press("Annuler")
    cashier.press("Menu")
    looked_at(cashier)
    cashier.press("Tickets")
    looked_at(cashier)
    cashier.press("C1b-0001")
    cashier.press("Reprendre…")
    looked_at(cashier)


def looked_at(cashier: Cashier) -> None:
    page = cashier.page
    page.mouse.move(1, 1)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    small = page.evaluate(
        """[...document.querySelectorAll("button, input, select")]
        .filter((one) => one.checkVisibility() && !one.closest(".choice"))
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
    )
    assert small == []
