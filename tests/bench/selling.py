"""The till on a slow tablet without a network: a start, a scan, a search; and what is sent for it.

Chromium with its processor slowed four times, 20,000 lots on the device, the server gone. Last, at
full speed, the server comes back and takes what the till has queued.
"""

from __future__ import annotations

import gzip
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select, update

from app.cli.serving import taken
from app.till import shell
from bourse.db import db, table_of, transaction
from bourse.lots.models import Lot
from bourse.people.actor import SYSTEM
from bourse.tills import pins, service
from bourse.tills.models import Till
from tests.bench.houses import spread
from tests.bench.stage import SEED, stage
from tests.fixtures.site import Site, free_port, serving
from tests.fixtures.tablet import Tablet, sell, tablet
from tests.fixtures.till_site import PIN, Cashier, open_till

LOTS = 20_000
SLOWER = 4
STARTS, SCANS, BASKET, QUEUED = 5, 120, 10, 500
WORDS = ("tuiles", "porte chêne", "carrelages gris", "evier", "briques rouges 12")

READY = """
new MutationObserver(() => {
  if (globalThis.ready || !document.querySelector("#scan")) return;
  globalThis.ready = new Promise((resolve) =>
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
}).observe(document, { childList: true, subtree: true });
"""
"""`ready` is when the field to scan into was painted, in milliseconds after the start."""

CLOCKED = """
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (find) => {
  for (const end = performance.now() + 10_000; !find(); ) {
    if (performance.now() > end) throw new Error(`in vain: ${find}`);
    await new Promise((resolve) => {
      const observer = new MutationObserver(() => (observer.disconnect(), resolve()));
      observer.observe(document.body, { childList: true, subtree: true, attributes: true });
      setTimeout(resolve, 500);
    });
  }
  return find();
};
const clocked = async (act, find) => {
  const start = performance.now();
  act();
  await until(find);
  await painted();
  return performance.now() - start;
};
const press = (key) => {
  const options = { key, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", options));
};
const named = (text) => [...document.querySelectorAll("button")].find(
  (one) => one.textContent.startsWith(text) && !one.disabled && one.checkVisibility(),
);
"""

SCAN = (
    "async ({ codes, basket }) => {"
    + CLOCKED
    + """
  const printedDue = () => document.querySelector(".till-total > div:last-child dd")?.textContent;
  press("Shift"); // the first touch wakes the sound
  await rest(500);
  const times = [];
  for (const [index, code] of codes.entries()) {
    for (const key of code) press(key);
    const printed = `${code.slice(0, 3)} ${code.slice(3)}`;
    const isThere = () => document.querySelector(".till-line.new")?.textContent.includes(printed);
    times.push(await clocked(() => press("Enter"), isThere));
    await rest(120);
    if ((index + 1) % basket) continue;
    for (let next = null; !next; ) { // each seller is paid apart
      const due = printedDue();
      named("Carte").click();
      (await until(() => named("Paiement accepté"))).click();
      const isTaken = () => named("Vente suivante") || (named("Carte") && printedDue() !== due);
      await until(() => !document.querySelector("dialog[open]") && isTaken());
      next = named("Vente suivante");
      next?.click();
    }
    await until(() => document.querySelector("#scan"));
  }
  return times;
}
"""
)

SEARCH = (
    "async (words) => {"
    + CLOCKED
    + """
  const field = document.querySelector("#scan");
  const hits = document.querySelector(".till-hits");
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const times = [];
  for (const text of words) {
    times.push(await clocked(() => type(text), () => !hits.hidden));
    type("");
    await until(() => hits.hidden);
    await rest(120);
  }
  return times;
}
"""
)


@dataclass(frozen=True)
class Goal:
    """One line of the table: what was measured, beside the goal that was set."""

    what: str
    ours: float
    goal: float
    unit: str

    def cells(self) -> tuple[str, str, str, str, str]:
        """The line as text."""
        return (
            self.what,
            f"{self.ours:,.0f} {self.unit}",
            "the goal",
            f"{self.goal:,.0f} {self.unit}",
            f"{self.ours / self.goal:.2f} ×",
        )


def measures() -> Iterator[Goal]:
    """Milliseconds on the slowed tablet, and kilobytes sent."""
    sent = [shell.STATIC / name for name in shell.scripts() if "zxing" not in name]
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in sent)
    yield Goal("the till's JavaScript, gzip", size / 1000, 60, "kB")
    with stage(lots=1) as hall, tempfile.TemporaryDirectory() as folder:
        site = Site(f"http://127.0.0.1:{free_port()}", hall.path.parent)
        code, codes = _furnished()
        profile = Path(folder) / "profile"
        with sync_playwright() as playwright, tablet(playwright, site, profile) as device:
            with serving(site):
                _visited(device, code)
            yield from _offline(device, codes)
            device.close()
            page = device.start(offline=True)
            page.goto("/till/")
            sell(page, codes[0], QUEUED - Cashier(page).pending())
            with serving(site):
                drained = _drained(page, int(site.url.rsplit(":", 1)[1]))
    yield Goal(f"{QUEUED} queued sales sent by the till", drained * 1_000, 1_500, "ms")


def _furnished() -> tuple[str, list[str]]:
    """20,000 lots sold by the piece and somebody to sell them; the enrolment's code, and lots'."""
    spread(LOTS)
    hashed = pins.hash_pin(PIN)
    with transaction():
        db.session.execute(update(table_of(Lot)).values(unit="u"))
        till = db.session.scalars(select(Till)).one()
        service.create_cashier(till.edition, name="Camille", pin_hash=hashed, by=SYSTEM)
        _, code = service.enrol(till, by=SYSTEM)
    codes = db.session.scalars(select(Lot.code).order_by(Lot.id)).all()
    return code, random.Random(SEED).sample(codes, SCANS)


def _visited(device: Tablet, code: str) -> None:
    """The one visit with a network: enrolled, open, the whole catalogue on the disk."""
    page = device.start()
    page.goto(f"/till/enrol#code={code}")
    open_till(page).state("En ligne")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(
        """(count) => new Promise((resolve) => {
          const request = indexedDB.open("bourse-till");
          request.onsuccess = function look() {
            const asked = request.result.transaction("lots").objectStore("lots").count();
            asked.onsuccess = () => (asked.result < count ? setTimeout(look, 200) : resolve());
          };
        })""",
        LOTS,
    )
    page.wait_for_timeout(1_000)
    device.close()


def _offline(device: Tablet, codes: list[str]) -> Iterator[Goal]:
    starts = [_started(device)]
    for _ in range(STARTS - 1):
        device.close()
        starts.append(_started(device))
    yield Goal(f"cold start offline, slowest of {STARTS}", max(starts), 1_500, "ms")
    assert device.context
    page = device.context.pages[0]
    scans = page.evaluate(SCAN, {"codes": codes, "basket": BASKET})
    yield Goal(f"scan to line, {LOTS:,} lots, p95", quantiles(scans, n=20)[-1], 50, "ms")
    searches = page.evaluate(SEARCH, list(WORDS) * 4)
    yield Goal(f"search by words, {LOTS:,} lots, p95", quantiles(searches, n=20)[-1], 200, "ms")


def _drained(page: Page, port: int) -> float:
    """Seconds from the network's return until all is sent to the server of that port."""
    while not taken("127.0.0.1", port):
        time.sleep(0.05)
    start = time.perf_counter()
    page.context.set_offline(False)
    page.locator(".till-state.good").wait_for()
    return time.perf_counter() - start


def _started(device: Tablet) -> float:
    """Milliseconds from a new browser's navigation to a till that is ready."""
    page = device.start(offline=True)
    page.add_init_script(READY)
    _slowed(page)
    page.goto("/till/", wait_until="commit")
    page.locator("#scan").wait_for()
    ready: float = page.evaluate("ready")
    return ready


def _slowed(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
