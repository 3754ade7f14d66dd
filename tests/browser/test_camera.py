"""Scanning by camera in Chromium: printed labels, read by the fallback and by a detector."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.browser import TABLET, Visit
from tests.fixtures.camera import FRAMES_A_LABEL, CameraVisit, Films
from tests.fixtures.detector import DETECTOR, decoded_outside
from tests.fixtures.till_site import Cashier, TillSite, begin

pytestmark = pytest.mark.browser

LISTEN = """
window.heard = [];
navigator.vibrate = (pulses) => { window.heard.push(["hand", pulses.length]); return true; };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.heard.push(["ear", this.frequency.value]);
  return start.apply(this, when);
};
"""
A_ROUND = """(frames) => new Promise((resolve) => {
  const video = document.querySelector(".till-camera video");
  const next = () => (frames-- > 0 ? video.requestVideoFrameCallback(next) : resolve());
  next();
})"""
"""Until the camera has seen so many pictures."""


@pytest.fixture
def labels_film(till_site: TillSite, films: Films) -> Path:
    """The boards' label, then the door's, before the camera."""
    return films.of(till_site, till_site.small.boards, till_site.small.door)


@pytest.fixture
def at_the_camera(till_site: TillSite, camera_visit: CameraVisit, labels_film: Path) -> Cashier:
    """The cashier at a till whose camera sees the film, with permission to look."""
    page = camera_visit(labels_film)(till_site.site, "/", size=TABLET)
    page.context.grant_permissions(["camera"])
    page.add_init_script(LISTEN)
    page.goto(f"/till/enrol#code={till_site.code}")
    return begin(page)


def look(cashier: Cashier) -> None:
    cashier.press("Caméra")
    cashier.page.locator("dialog.till-camera[open]").wait_for()


def under_the_picture(cashier: Cashier, text: str) -> None:
    cashier.page.locator(".till-camera .till-said", has_text=text).wait_for()


def is_filming(page: Page) -> bool:
    """Whether the page still holds the camera; `tracks` are those it was given."""
    return bool(page.evaluate("window.tracks.some((track) => track.readyState === 'live')"))


def keep_tracks(page: Page) -> None:
    page.evaluate(
        """() => {
          window.tracks = [];
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = async (wanted) => {
            const media = await ask(wanted);
            window.tracks.push(...media.getTracks());
            return media;
          };
        }"""
    )


def test_the_fallback_reads_printed_labels_in_a_row_without_a_network(
    till_site: TillSite, at_the_camera: Cashier
) -> None:
    page, hosts = at_the_camera.page, set()
    page.on("request", lambda request: hosts.add(re.sub(r"^(\w+://[^/]+).*", r"\1", request.url)))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    at_the_camera.sees("Le panier est vide")
    page.context.set_offline(True)
    keep_tracks(page)
    look(at_the_camera)
    under_the_picture(at_the_camera, "Panneau OSB 18 mm")
    under_the_picture(at_the_camera, "Porte intérieure 83 cm")
    assert page.locator(".till-camera").get_attribute("data-decoder") == "zxing"
    assert is_filming(page)
    at_the_camera.press("Fermer la caméra")
    page.locator(".till-camera").wait_for(state="detached")
    assert not is_filming(page)
    names = [line.split("\n")[0] for line in page.locator(".till-line .what").all_inner_texts()]
    assert sorted(names) == ["Panneau OSB 18 mm", "Porte intérieure 83 cm"], "each once"
    heard = page.evaluate("window.heard")
    assert heard[:2] == [["hand", 1], ["ear", 1760]]
    assert hosts <= {till_site.site.url}, "the reader comes from our own server"
    at_the_camera.scan(till_site.small.boards.code)
    at_the_camera.scan("https://exemple.fr/menu")
    at_the_camera.sees("Ce code mène à une page web")
    assert page.evaluate("window.heard.slice(-5)") == [
        ["hand", 3],
        ["ear", 1175],
        ["ear", 1175],
        ["hand", 3],
        ["ear", 196],
    ], "already in the basket, then no"
    at_the_camera.press("Menu")
    at_the_camera.press("Couper le son")
    at_the_camera.sheets_gone()
    at_the_camera.scan("https://exemple.fr/carte")
    at_the_camera.until(
        lambda: page.evaluate("window.heard.at(-1)") == ["hand", 3], lambda: "nothing was felt"
    )


def test_the_browsers_own_detector_is_asked_first_and_helped_when_it_fails(
    till_site: TillSite, camera_visit: CameraVisit, labels_film: Path
) -> None:
    page = camera_visit(labels_film)(till_site.site, "/", size=TABLET)
    page.context.grant_permissions(["camera"])
    asked: list[str] = []

    def decoded(picture: str) -> str:
        found = decoded_outside(picture)
        asked.extend(one["rawValue"] for one in json.loads(found))
        return found

    page.expose_function("decodedOutside", decoded)
    page.add_init_script(DETECTOR)
    page.on("request", lambda one: asked.append("fallback") if one.url.endswith(".wasm") else None)
    page.goto(f"/till/enrol#code={till_site.code}")
    cashier = begin(page)
    look(cashier)
    under_the_picture(cashier, "Panneau OSB 18 mm")
    assert page.locator(".till-camera").get_attribute("data-decoder") == "native"
    under_the_picture(cashier, "Porte intérieure 83 cm")
    first, *helped = asked
    assert re.fullmatch(r"http.*/l/\w{6}", first)
    assert helped == ["fallback"]


def test_a_code_in_sight_waits_while_a_quantity_is_typed(
    till_site: TillSite, camera_visit: CameraVisit, films: Films
) -> None:
    tiles = films.of(till_site, till_site.small.tiles)
    page = camera_visit(tiles)(till_site.site, "/", size=TABLET)
    page.context.grant_permissions(["camera"])
    page.goto(f"/till/enrol#code={till_site.code}")
    cashier = begin(page)
    look(cashier)
    page.get_by_role("dialog", name="Carrelage").wait_for()
    page.evaluate(A_ROUND, FRAMES_A_LABEL)  # the label is there once more meanwhile
    cashier.enter("12,5")
    expect(page.locator(".till-line .quantity")).to_contain_text("12,5 m²")
    expect(page.locator("dialog.till-camera[open]")).to_have_count(1)


def test_a_hidden_page_lets_the_camera_go(at_the_camera: Cashier) -> None:
    page = at_the_camera.page
    keep_tracks(page)
    look(at_the_camera)
    under_the_picture(at_the_camera, "Panneau OSB 18 mm")
    page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    page.locator(".till-camera").wait_for(state="detached")
    assert not is_filming(page)


def test_a_refused_camera_says_what_to_do_and_the_rest_goes_on(
    till_site: TillSite, camera_visit: CameraVisit, labels_film: Path
) -> None:
    visit: Visit = camera_visit(labels_film)
    cashier = begin(visit(till_site.site, f"/till/enrol#code={till_site.code}", size=TABLET))
    look(cashier)
    under_the_picture(cashier, "La caméra est refusée à cette page")
    cashier.press("Fermer la caméra")
    cashier.scan(till_site.small.boards.code)
    cashier.sees("Panneau OSB 18 mm ·")


def test_a_device_without_camera_or_without_its_reader_says_so(
    till_site: TillSite, cashier: Cashier
) -> None:
    cashier.page.evaluate(
        """() => {
          const none = new DOMException("none", "NotFoundError");
          navigator.mediaDevices.getUserMedia = () => Promise.reject(none);
        }"""
    )
    look(cashier)
    under_the_picture(cashier, "Cet appareil n’a pas de caméra")
    cashier.page.reload()
    cashier.sees("Le panier est vide")
    cashier.page.evaluate(
        """() => {
          const picture = document.createElement("canvas");
          picture.getContext("2d");
          navigator.mediaDevices.getUserMedia = async () => picture.captureStream();
          const ask = fetch;
          window.fetch = (address, ...rest) =>
            String(address).endsWith(".wasm")
              ? Promise.reject(new TypeError("cut off"))
              : ask(address, ...rest);
        }"""
    )
    look(cashier)
    under_the_picture(cashier, "Le lecteur de codes n’est pas encore sur cet appareil")
