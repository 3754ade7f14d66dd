"""What a page says and leads to, read from its HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {*("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"), "source"}
SILENT = {"script", "style", "svg", "code", "textarea"}
"""Elements whose text is not ours, or not prose."""
SPOKEN = ("aria-label", "alt", "placeholder", "title")
FIELDS = {"input", "select", "textarea", "output"}
LEADING = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
DATA = {"application/ld+json", "application/json"}
"""Types of a script that is never run."""


@dataclass
class Page(HTMLParser):
    """One page: `links` are (element, address, method), `texts` what a person reads or hears."""

    html: str
    language: str | None = None
    title: str = ""
    headings: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    inline: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    bare_labels: int = 0
    post_forms: int = 0
    tokens: int = 0

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, dict[str, str]]] = []
        self._heading: list[str] | None = None
        self._label: bool | None = None
        self.feed(self.html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag not in VOID:
            self._open.append((tag, given))
        if "id" in given:
            self.ids.add(given["id"])
        self._note_inline(tag, given)
        self._note_form(tag, given)
        if self._speaks():
            self.texts += [given[name] for name in SPOKEN if given.get(name)]
        if LEADING.get(tag) in given:
            self.links.append((tag, given[LEADING[tag]], given.get("method", "get").upper()))
        if tag == "html":
            self.language = given.get("lang")
        if tag == "h1":
            self._heading = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1" and self._heading is not None:
            self.headings.append(plain("".join(self._heading)))
            self._heading = None
        if tag == "label" and self._label is not None:
            self.bare_labels += not self._label
            self._label = None
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _given in self._open]
        if "title" in inside and "svg" not in inside:
            self.title = plain(self.title + data)
        if self._heading is not None:
            self._heading.append(data)
        if data.strip() and self._speaks():
            self.texts.append(plain(data))

    def _speaks(self) -> bool:
        """Whether what stands here is prose in the page's language."""
        return not any(
            tag in SILENT or given.get("lang", self.language) != self.language
            for tag, given in self._open
        )

    def _note_inline(self, tag: str, given: dict[str, str]) -> None:
        """Remember what the content security policy would stop."""
        runs = tag == "script" and "src" not in given and given.get("type") not in DATA
        if runs or tag == "style" or "style" in given:
            self.inline.append(tag)
        self.inline += [name for name in given if name.startswith("on")]

    def _note_form(self, tag: str, given: dict[str, str]) -> None:
        if tag == "label":
            self._label = "for" in given
        elif tag in FIELDS and self._label is not None:
            self._label = True
        if tag == "form" and given.get("method", "").lower() == "post":
            self.post_forms += 1
        self.tokens += given.get("name") == "csrf_token"


def plain(text: str) -> str:
    """A text on one line, every kind of space the same."""
    return " ".join(text.split())
