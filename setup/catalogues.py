"""Translations: one gettext catalogue a room, each beside the room that reads it.

    python setup/catalogues.py update     bring every .po to the texts that stand in the sources
    python setup/catalogues.py compile    write the .mo that the software reads
    python setup/catalogues.py check      say what is missing, stale or badly set; fails if any is

A catalogue is sorted by msgid and names no line, date or tool, so that two people's changes merge.
A text that moves to another room takes its translation along. Each command takes a second.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr",)
"""What English, the language of the msgids, is translated to."""
ROOMS = ("account", "collectivity", "exhibitor", "gate", "organiser", "public", "till")
"""The rooms of app; what stands outside them is `shared`."""

MARKS: dict[str, tuple[str, dict[str, str]]] = {
    ".py": ("python", {}),
    ".html": ("jinja2", {"silent": "false", "trimmed": "true"}),
    ".txt": ("jinja2", {"silent": "false", "trimmed": "true"}),
    ".js": ("javascript", {"parse_template_string": "true"}),
}
"""How texts are marked in each kind of file, and how it is read; others are not looked into."""
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "lazy_ngettext": (1, 2)}
KEYWORDS |= {"lazy_pgettext": ((1, "c"), 2)}
MARKED = re.compile(rb"_\(|gettext\(|\btrans\b")

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {}\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
BADLY_SET = {
    "an ordinary space where French has an unbreakable one": re.compile(r" [:;!?»€]| %(?!\w)|« "),
    "no space before : ; ! or ?": re.compile(r"[^\W\d_][;!?]|[^\W\d_]:(?=\s|$)"),
    "a straight apostrophe": re.compile(r"\w'\w"),
}
NOT_PROSE = re.compile(r"<[^>]*>|&\w+;|\w+://\S+|%\(\w+\)\w")
"""Markup, addresses and placeholders, which typography leaves alone."""
PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w+\}")

Key = tuple[str | None, str | tuple[str, ...]]
"""A text's context and its msgid, or both msgids where it has a plural."""
Texts = dict[Key, Message]


def sources() -> dict[str, Texts]:
    """What the sources say: domain → texts. A file belongs to the room whose folder it is in."""
    found: dict[str, Texts] = {name: {} for name in (*ROOMS, "shared", "reports")}
    for path in sorted([*ROOT.glob("app/**/*.*"), *ROOT.glob("reports/**/*.*")]):
        top, *folders = path.relative_to(ROOT).parts
        if path.suffix in MARKS and "vendor" not in folders:
            room = next((name for name in folders[:2] if name in ROOMS), "shared")
            for message in _marked(path):
                found["reports" if top == "reports" else room].setdefault(_key(message), message)
    return found


def _marked(path: Path) -> Iterator[Message]:
    """The texts marked for translation in one file; a template that does not parse is an error."""
    source = path.read_bytes()
    if MARKED.search(source):
        method, options = MARKS[path.suffix]
        for _line, text, _comments, context in extract(
            method, BytesIO(source), KEYWORDS, (), options
        ):
            yield Message(text, context=context)


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def catalogue(domain: str, language: str) -> Path:
    """Where a domain's translations stand."""
    folder = "reports" if domain == "reports" else "app"
    return ROOT / folder / "translations" / language / "LC_MESSAGES" / f"{domain}.po"


def translations(path: Path, language: str) -> Texts:
    """What a catalogue holds; nothing if it is not there yet."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {_key(message): message for message in read_po(file, language) if message.id}


def update() -> None:
    """Bring every catalogue to the texts that stand in the sources, keeping their translations."""
    texts = sources()
    for language in LANGUAGES:
        old = {domain: translations(catalogue(domain, language), language) for domain in texts}
        moved = {key: text for held in old.values() for key, text in held.items() if text.string}
        for domain, wanted in texts.items():
            new = Catalog(language)
            for key, message in wanted.items():
                kept = old[domain].get(key) or moved.get(key)
                new.add(message.id, kept.string if kept else None, context=message.context)
            _write(new, catalogue(domain, language), language)


def _write(new: Catalog, path: Path, language: str) -> None:
    """Write a catalogue where it differs from the one that stands there."""
    out = BytesIO(HEADER.format(language).encode())
    out.seek(0, 2)
    write_po(out, new, width=0, no_location=True, omit_header=True, sort_output=True)
    wanted = out.getvalue().rstrip() + b"\n"
    if not path.exists() or path.read_bytes() != wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted)
        print(path.relative_to(ROOT))


def compile_() -> None:
    """Write beside every catalogue the compiled one that the software reads, where it is older."""
    for path in ROOT.glob("*/translations/*/LC_MESSAGES/*.po"):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= path.stat().st_mtime:
            with path.open("rb") as source, compiled.open("wb") as target:
                write_mo(target, read_po(source, path.parts[-3]))


def problems() -> Iterator[str]:
    """A line for each text that is missing, stale, or translated badly; none when all is well."""
    texts = sources()
    for language in LANGUAGES:
        said: dict[Key, object] = {}
        for domain, wanted in texts.items():
            path = catalogue(domain, language)
            held = translations(path, language)
            for key in wanted.keys() - held.keys():
                yield f"{path.name}: {key[1]!r} is missing; run update"
            for key in held.keys() - wanted.keys():
                yield f"{path.name}: {key[1]!r} is no longer used; run update"
            for key, message in held.items():
                if domain != "reports" and said.setdefault(key, message.string) != message.string:
                    yield f"{path.name}: {key[1]!r} has another translation in another room"
                for fault in _faults(message):
                    yield f"{path.name}: {key[1]!r} has {fault}"


def _faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(forms) or message.fuzzy:
        yield "no translation that a person has confirmed"
        return
    asked = set(PLACEHOLDER.findall(str(message.id)))
    if not all(set(PLACEHOLDER.findall(form)) <= asked for form in forms):
        yield "a placeholder that the text does not fill"
    if asked - set(PLACEHOLDER.findall(" ".join(forms))):
        yield "a placeholder less than the text"
    for fault, pattern in BADLY_SET.items():
        if any(pattern.search(NOT_PROSE.sub("", form)) for form in forms):
            yield fault


def main(command: str) -> None:
    """Do what was asked; raises SystemExit with the problems that `check` finds."""
    if command == "check":
        if found := sorted(problems()):
            raise SystemExit("\n".join(found))
    elif command in {"update", "compile"}:
        {"update": update, "compile": compile_}[command]()
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "")
