"""The hall's https in Chromium: who trusts the authority keeps the till, who does not is told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, Route, expect

from setup.machine import NEEDS, certutil, in_ci, missing
from tests.fixtures.browser import PHONE, basic_options, program
from tests.fixtures.hall import Hall

pytestmark = pytest.mark.browser
READY = "navigator.serviceWorker.ready.then(({ scope }) => scope)"


@pytest.fixture
def trusting(hall: Hall, playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """A Chromium of someone who has installed the authority, and nothing else."""
    tool = certutil()
    if tool is None:
        (pytest.fail if in_ci() else pytest.skip)(missing(NEEDS["certutil"]))
    store = tmp_path / ".pki/nssdb"
    store.mkdir(parents=True)
    authority = hall.certificates / "authority.crt"
    for words in (
        ["-N", "--empty-password"],
        ["-A", "-n", "bourse", "-t", "C,,", "-i", os.fspath(authority)],
    ):
        subprocess.run([tool, "-d", f"sql:{store}", *words], check=True, capture_output=True)
    browser = playwright.chromium.launch(
        executable_path=program(),
        args=basic_options(),
        env={**os.environ, "HOME": os.fspath(tmp_path)},
    )
    yield browser
    browser.close()


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Browser]:
    """A Chromium of someone who trusts nothing yet; its pages are closed after the test."""
    before = set(browser.contexts)
    yield browser
    for context in set(browser.contexts) - before:
        context.close()


def test_a_tablet_that_trusts_keeps_the_till(hall: Hall, trusting: Browser) -> None:
    page = trusting.new_page()
    page.goto(f"http://localhost:{hall.plain_port}/")
    page.get_by_role("link", name="Vérifier cet appareil").click()
    page.get_by_text("elle démarrera et vendra même sans réseau").wait_for()
    page.goto(f"https://localhost:{hall.port}/till/")
    assert page.evaluate(READY) == f"https://localhost:{hall.port}/till/"
    page.context.set_offline(True)
    page.reload()
    expect(page).to_have_title("Enrôlement de l’appareil – Bourse")


def test_a_tablet_that_does_not_is_told_on_the_plain_page(hall: Hall, stranger: Browser) -> None:
    page = stranger.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"https://localhost:{hall.port}/till/")
    page = stranger.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"http://localhost:{hall.plain_port}/")
    page.get_by_role("link", name="Vérifier cet appareil").click()
    page.get_by_text("Pas encore de confiance").wait_for()


def test_a_server_that_is_silent_is_not_taken_for_one_that_is_not_trusted(
    hall: Hall, stranger: Browser
) -> None:
    page = stranger.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    waiting: list[Route] = []
    page.route("**/trust/check", lambda route: waiting.append(route))
    page.clock.install()
    page.goto(f"http://localhost:{hall.plain_port}/")
    page.get_by_role("link", name="Vérifier cet appareil").click()
    page.get_by_text("Vérification…").wait_for()
    page.clock.fast_forward(60_000)
    page.get_by_text("Pas encore de réponse").wait_for()
    for route in waiting:
        route.continue_()
    page.get_by_text("Pas encore de confiance").wait_for()


def test_going_past_the_warning_is_not_trusting(hall: Hall, stranger: Browser) -> None:
    """The page opens and even the camera would; only the worker shows that nothing will stay."""
    page = stranger.new_page(ignore_https_errors=True)
    page.goto(f"https://localhost:{hall.port}/trust/check")
    page.get_by_text("vous a laissé passer un avertissement").wait_for()
