"""Receiving goods in Chromium: labels before a telephone's camera, and a scanner that types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bourse.db import db, transaction
from bourse.lots.models import Lot
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.people.service import ensure_user, grant, hash_password, set_password
from bourse.reception.models import ReceptionState
from bourse.reception.ticking import receptions
from tests.fixtures.browser import PHONE, Visit
from tests.fixtures.camera import CameraVisit, Films
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser
MAIL, PASSWORD = "camille@example.org", "tuiles et parpaings"
PATIENCE = 20_000


@pytest.fixture
def open_reception(till_site: TillSite) -> Callable[[Visit], Page]:
    """Opens the goods of the one exhibitor that are still to tick, on the organiser's telephone."""
    with transaction():
        till_site.small.site.receives_goods = True
        user = ensure_user(MAIL, "Camille", by=SYSTEM)
        set_password(user, hash_password(PASSWORD), by=SYSTEM)
        grant(user, Role.ORGANISER, by=SYSTEM)

    def opened(visit: Visit) -> Page:
        page = visit(till_site.site, "/account/sign-in", size=PHONE)
        page.fill("[name=email]", MAIL)
        page.fill("[name=password]", PASSWORD)
        page.click("main form.form button")
        page.wait_for_url("**/organiser/**")
        page.goto("/organiser/editions/morteau-2026/reception/E01/?show=awaited")
        return page

    return opened


def state(lot: Lot) -> ReceptionState | None:
    db.session.rollback()  # the server has written since
    said = receptions([lot]).get(lot.id)
    return said.state if said else None


def test_labels_before_the_camera_are_ticked_one_after_the_other(
    till_site: TillSite,
    open_reception: Callable[[Visit], Page],
    camera_visit: CameraVisit,
    films: Films,
) -> None:
    small = till_site.small
    page = open_reception(camera_visit(films.of(till_site, small.boards, small.door)))
    page.context.grant_permissions(["camera"])
    page.get_by_role("button", name="Pointer à la caméra").click()
    for lot in (small.boards, small.door):
        said = page.locator(".till-camera .till-said.good", has_text=lot.designation)
        said.wait_for(timeout=PATIENCE)
    page.get_by_role("button", name="Fermer la caméra").click()
    page.locator(f"#lot-{small.boards.code}").wait_for(state="detached")
    page.locator(f"#lot-{small.tiles.code}").wait_for()
    assert [state(lot) for lot in (small.boards, small.door, small.tiles)] == [
        ReceptionState.RECEIVED,
        ReceptionState.RECEIVED,
        None,
    ]


def test_a_scanner_ticks_wherever_the_focus_is(
    till_site: TillSite, open_reception: Callable[[Visit], Page], visit: Visit
) -> None:
    small = till_site.small
    page = open_reception(visit)
    page.get_by_label("Chercher dans ses lots").focus()
    Cashier(page).scan(f"{till_site.site.url}/l/{small.tiles.code}")
    page.get_by_role("status").get_by_text(small.tiles.designation).wait_for()
    expect(page.locator("#q")).to_have_value("")
    assert state(small.tiles) is ReceptionState.RECEIVED
