"""Pages that everybody can use: no serious fault that axe finds, nothing wider than the screen.

Every page of `visits` that is read without sending a form, on the production server.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize
from playwright.sync_api import Page as Tab

from tests.fixtures.browser import DESK, PHONE, TABLET
from tests.fixtures.database import SECRET_KEY
from tests.fixtures.site import KEY, Site, new_site, serving
from tests.rules.cast import Headers
from tests.rules.samples import Samples
from tests.rules.sources import ROOT
from tests.rules.visits import Visit

AXE = ROOT / "node_modules/axe-core/axe.min.js"
SHARES = 4
"""The pages are dealt to as many tests, which may run at the same time."""
GRAVE = {"serious", "critical"}
LAYOUT = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""The rules of axe whose answer changes with the width of the screen."""
FAULTS = """async (rules) => {
  const options = {resultTypes: ["violations"], preload: false, ...(rules && {runOnly: rules})};
  const found = await axe.run(document, options);
  return found.violations.map(({id, impact, nodes}) =>
    [impact, `${id} (${impact}): ${nodes.map(node => node.target.join(" ")).slice(0, 3)}`]);
}"""
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  return [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > width + 1)
    .map(element => element.outerHTML.slice(0, 80)).slice(0, 3);
}"""


@pytest.fixture(scope="module")
def house_site(
    house_template: tuple[Path, Samples, Headers], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The production server on the furnished demonstration, where the cast is signed in."""
    site = new_site(tmp_path_factory.mktemp("instance"), house_template[0])
    (site.instance / KEY).write_text(SECRET_KEY)
    with serving(site):
        yield site


@pytest.mark.parametrize("share", range(SHARES))
def test_pages_are_usable_by_everybody(
    browser: Browser,
    house_site: Site,
    house_template: tuple[Path, Samples, Headers],
    visits: list[Visit],
    share: int,
) -> None:
    read = sorted({(seen.person, seen.path) for seen in visits if seen.name.startswith("GET")})
    tabs: dict[str, Tab] = {}
    wrong: list[str] = []
    for person, path in read[share::SHARES]:
        if person not in tabs:
            tabs[person] = browser.new_page(
                base_url=house_site.url,
                bypass_csp=True,
                extra_http_headers=house_template[2][person],
                locale="fr-FR",
            )
            tabs[person].add_init_script(path=AXE)
        wrong += _faults(tabs[person], path)
    for tab in tabs.values():
        tab.close()
    assert not wrong, "\n".join(wrong)


def _faults(tab: Tab, path: str) -> Iterator[str]:
    """What keeps somebody from using a page, on a phone, a tablet and a desk."""
    tab.set_viewport_size(_size(PHONE))
    tab.goto(path)
    found = tab.evaluate(FAULTS)
    for size in (PHONE, TABLET, DESK):
        if size != PHONE:
            tab.set_viewport_size(_size(size))
        if wide := tab.evaluate(OVERFLOW):
            yield f"{path}, {size[0]} px: wider than the screen: {wide}"
    found += tab.evaluate(FAULTS, LAYOUT)
    yield from sorted({f"{path}: {said}" for impact, said in found if impact in GRAVE})


def _size(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}
