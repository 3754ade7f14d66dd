"""What holds for every page: its HTML, its heading, its texts, its links and its labels.

`visits` has each route of the URL map that answers with HTML; a new one is in it by itself.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from setup import catalogues
from setup.node import node_folder
from tests.rules.house import AWKWARD, SqliteHouse
from tests.rules.page import Page, plain
from tests.rules.sources import ROOT
from tests.rules.visits import Visit

SETTINGS = ROOT / "tests/rules/htmlvalidate.json"
"""Left out: a hash for files of our own, `type` on buttons (submit is what we mean), and spaces;
a name that a person chose may make a title long."""
LINKS_A_ROUTE = 2
"""Of the links of one page to one route, how many are followed."""


def no_page_has(visits: list[Visit], fault: Callable[[Page], object]) -> None:
    """Fail with a line for each page of which `fault` has something to say."""
    wrong = [f"{seen.name}: {said}" for seen in visits if (said := fault(seen.page))]
    assert not wrong, "\n".join(wrong)


def test_every_page_is_valid_html(visits: list[Visit], tmp_path: Path) -> None:
    names = {}
    for number, seen in enumerate(visits):
        file = tmp_path / f"{number}.html"
        file.write_text(seen.page.html, "utf-8")
        names[str(file)] = seen.name
    node = node_folder()
    assert node is not None, "html-validate needs Node.js: make test installs it"
    program = [str(node / "node"), "node_modules/html-validate/bin/html-validate.mjs"]
    said = tmp_path / "said.json"
    options = ["--config", str(SETTINGS), "--formatter", f"json={said}", *names]
    done = subprocess.run(
        [*program, *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.exists(), done.stderr
    wrong = [
        f"{names[page['filePath']]}, line {fault['line']}: {fault['message']} ({fault['ruleId']})"
        for page in json.loads(said.read_text("utf-8"))
        for fault in page["messages"]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_title_begins_with_the_only_heading(visits: list[Visit]) -> None:
    def wrong(page: Page) -> object:
        alone = len(page.headings) == 1 and page.title == f"{page.headings[0]} – Bourse"
        return None if alone else (page.title, page.headings)

    no_page_has(visits, wrong)


def test_every_page_says_that_it_is_french(visits: list[Visit]) -> None:
    assert {seen.page.language for seen in visits} == {"fr"}


def test_no_script_or_style_stands_in_a_page(visits: list[Visit]) -> None:
    """The content security policy would stop it."""
    no_page_has(visits, lambda page: page.inline)


def test_what_people_type_is_escaped_once(visits: list[Visit]) -> None:
    shown = [seen for seen in visits if AWKWARD in " ".join(seen.page.texts)]
    assert len(shown) > len(visits) / 3, "the names that the house gives are on its pages"
    no_page_has(visits, lambda page: "<b>" in page.html)
    no_page_has(visits, lambda page: re.findall(r"&amp;(?:lt|amp|#34|quot);", page.html))


def test_no_text_is_left_in_english(visits: list[Visit]) -> None:
    english = _english()
    assert english.fullmatch("Skip to the content")
    no_page_has(visits, lambda page: [said for said in page.texts if english.fullmatch(said)])


def test_every_label_has_its_field(visits: list[Visit]) -> None:
    no_page_has(visits, lambda page: page.bare_labels)


def test_every_link_leads_somewhere(house: SqliteHouse, visits: list[Visit]) -> None:
    """To a route that answers the method; and of each kind, some are followed."""
    wrong, known = [], {(seen.person, seen.path) for seen in visits}
    routes = house.app.url_map.bind("localhost")
    for seen in visits:
        followed: Counter[str] = Counter()
        for element, path, method in _local_links(seen):
            try:
                endpoint, _values = routes.match(path.partition("?")[0], method)
            except (NotFound, MethodNotAllowed, RequestRedirect) as error:
                wrong.append(f"{seen.name}: {method} {path}: {error.name}")
                continue
            followed[endpoint] += 1
            is_enough = (seen.person, path) in known or followed[endpoint] > LINKS_A_ROUTE
            if method == "GET" and not is_enough:
                known.add((seen.person, path))
                status = house.ask(seen.person, "GET", path).status_code
                if status >= 400:
                    wrong.append(f"{seen.name}: <{element}> {path} answers {status}")
    assert not wrong, "\n".join(wrong)


def test_every_link_in_a_page_finds_its_place(visits: list[Visit]) -> None:
    def lost(page: Page) -> list[str]:
        places = [link for _element, link, _method in page.links if link.startswith("#")]
        return [link for link in places if link[1:] not in page.ids]

    no_page_has(visits, lost)


def _local_links(seen: Visit) -> Iterator[tuple[str, str, str]]:
    """Element, path with its query, and method of what leads to another page of ours."""
    for element, link, method in seen.page.links:
        parts = urlsplit(urldefrag(urljoin(f"http://localhost{seen.path}", link)).url)
        if parts.netloc == "localhost" and not link.startswith("#"):
            yield element, f"{parts.path}?{parts.query}".rstrip("?"), method


def _english() -> re.Pattern[str]:
    """Every msgid whose French is another text, as it would stand on a page."""
    held = [
        message
        for domain in (*catalogues.ROOMS, "shared", "reports")
        for message in catalogues.translations(catalogues.catalogue(domain, "fr"), "fr").values()
    ]
    french = {plain(str(text)) for message in held for text in _forms(message.string)}
    english = {plain(str(text)) for message in held for text in _forms(message.id)} - french
    return re.compile("|".join(_pattern(text) for text in sorted(english)))


def _forms(text: object) -> tuple[object, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def _pattern(msgid: str) -> str:
    """A text with anything where it has a placeholder; too short a one matches nothing."""
    words = catalogues.PLACEHOLDER.split(msgid)
    if len(re.sub(r"\W", "", "".join(words))) < 4:
        return re.escape(msgid)
    return ".+".join(re.escape(word) for word in words)
