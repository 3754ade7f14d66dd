"""A tablet dies with sales on it: its file is imported, then it comes back; each counts once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.desk import quarantine, rescue, rescue_file
from bourse.journal.models import JournalEntry
from bourse.people.actor import SYSTEM
from bourse.tills.recording import Result, record
from bourse.tills.service import revoke
from tests.fixtures.tablet import sell
from tests.fixtures.till_site import Cashier, TillSite

pytestmark = pytest.mark.browser


def saved(page: Page, button: str) -> bytes:
    """The file that the tablet saves."""
    page.get_by_text("Cette tablette n’envoie plus").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    page.get_by_text("qui l’importe à la page").wait_for()
    return Path(download.value.path()).read_bytes()


def imported(till_site: TillSite, content: bytes) -> list[Result]:
    db.session.rollback()
    results = []
    for device, part in rescue.deliveries(
        till_site.small.edition, rescue_file.read_rescue(content)
    ):
        with transaction():
            results += [one.result for one in record(device, part, is_heard=False).outcomes]
    return results


def numbers() -> list[int]:
    """The series as the journal has it."""
    db.session.rollback()
    return list(db.session.scalars(select(JournalEntry.till_seq).order_by(JournalEntry.seq)))


def test_what_a_dead_tablet_held_counts_once(till_site: TillSite, cashier: Cashier) -> None:
    page = cashier.page
    page.context.set_offline(True)
    sell(page, till_site.small.boards.code, 3)
    cashier.state("3 à envoyer")
    page.locator(".till-state").click()
    content = saved(page, "Enregistrer ce qui n’est pas envoyé")
    assert b"token" not in content
    assert imported(till_site, content) == [Result.RECORDED] * 3

    page.context.set_offline(False)
    cashier.state("En ligne")
    cashier.sees("Tout est envoyé et enregistré")
    assert numbers() == [1, 2, 3, 4]


def test_a_revoked_locked_tablet_still_gives_what_it_holds(
    till_site: TillSite, cashier: Cashier
) -> None:
    page = cashier.page
    page.context.set_offline(True)
    sell(page, till_site.small.boards.code, 1)
    db.session.rollback()
    with transaction():
        for device in till_site.small.till.enrolments:
            revoke(device, by=SYSTEM)
    cashier.press("Menu")
    cashier.press("Verrouiller l’écran")
    cashier.sees("Écran verrouillé")
    content = saved(page, "Tout enregistrer dans un fichier")
    assert imported(till_site, content).count(Result.REFUSED) == 1
    (held,) = quarantine.held(till_site.small.edition.id)
    assert (held.series, held.receipts) == ("C1b", 1)
