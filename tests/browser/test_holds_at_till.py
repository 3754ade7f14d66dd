"""A visitor's hold at the till: told on the lot, filled by its QR, paid offline, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bourse.clock import now
from bourse.db import db, transaction
from bourse.holds.holding import Visitor, confirm, hold
from bourse.holds.models import Hold
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.tills.recording import record
from bourse.values import Quantity
from tests.fixtures.till_facts import Device
from tests.fixtures.till_site import Cashier, TillSite, read_anew

pytestmark = pytest.mark.browser


@pytest.fixture
def held(till_site: TillSite) -> Hold:
    """Léa's hold: ten of the twelve boards, and the door."""
    small = till_site.small
    with transaction():
        small.edition.hold_hours = 24
        small.edition.starts_on = now().date()
        small.edition.ends_on = now().date() + timedelta(days=2)
        wanted = {small.boards.code: 10_000, small.door.code: 1_000}
        lots = {lot.code: lot for lot in (small.boards, small.door)}
        made, _token = hold(
            small.edition,
            {code: Quantity(milli, lots[code].unit) for code, milli in wanted.items()},
            Visitor("Léa Martin", "lea@example.org"),
        )
        confirm(made)
    return made


def slip(held: Hold) -> str:
    """What the QR of its slip says."""
    said = ",".join(f"{line.lot.code}*{line.quantity_milli}" for line in held.lines)
    return f"http://localhost/h/{held.code}#l={said}"


def test_what_is_held_is_told_and_may_be_sold(
    till_site: TillSite, held: Hold, cashier: Cashier
) -> None:
    small, page = till_site.small, cashier.page
    page.locator("#scan").fill("osb")
    cashier.sees("10 réservés jusqu’")
    page.keyboard.press("Escape")
    cashier.scan(small.boards.code)
    cashier.scan(small.boards.code)
    page.locator(".till-line .quantity", has_text="2").wait_for()
    assert page.locator(".till-line .flag").count() == 0, "two are free"
    cashier.scan(small.boards.code)
    page.locator(".till-line .flag", has_text="10 réservés jusqu’").wait_for()
    cashier.press("Panneau OSB")
    page.locator("dialog .notice", has_text="10 réservés jusqu’").wait_for()
    cashier.press("Fermer")
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.sees("Vente enregistrée")
    cashier.sent(1)
    (flagged,) = read_anew(select(Conflict))
    assert (flagged.kind, flagged.lot) == (ConflictKind.HELD_LOT, small.boards.code)


def test_a_slip_is_paid_without_the_network_once(
    till_site: TillSite, held: Hold, cashier: Cashier
) -> None:
    page = cashier.page
    cashier.scan(till_site.small.boards.code)
    cashier.press("Retirer Panneau")
    page.context.set_offline(True)
    cashier.scan(slip(held))
    cashier.sees("2 lots, à retirer plus tard")
    assert page.locator(".till-line").count() == 2
    assert page.locator(".till-line .flag").count() == 0, "they are the visitor's own"
    cashier.press("Tout emporter maintenant")
    cashier.sees("L’acheteur emporte tout maintenant")
    cashier.scan(slip(held))
    cashier.sees("Cette réservation est déjà dans la vente")
    cashier.press("Carte")
    cashier.press("Paiement accepté")
    cashier.press("Vente suivante")
    cashier.scan(slip(held))
    cashier.sees("Cette tablette a déjà encaissé cette réservation")
    page.context.set_offline(False)
    (sale,) = cashier.sent(1)
    assert (sale.stand_basket, len(sale.lines)) == (held.code, 2)
    db.session.rollback()
    assert db.session.get_one(Hold, held.id).collected_by == sale.fact_id


def test_what_is_missing_of_a_hold_is_told(
    till_site: TillSite, held: Hold, cashier: Cashier
) -> None:
    small = till_site.small
    with transaction():
        record(small.device, [Device().sale((small.door, 1_000), (small.boards, 8_000))])
    cashier.scan(f"{held.code[0]} {held.code[1:4]} {held.code[4:]}", azerty=True)
    dialog = cashier.page.locator("dialog")
    dialog.get_by_text("il en reste 4 sur 10").wait_for()
    dialog.get_by_text("il n’en reste rien").wait_for()
    cashier.press("Fermer")
    cashier.sees("(Léa Martin) : un lot")
    assert cashier.page.locator(".till-line .quantity").inner_text().split()[1] == "4"
