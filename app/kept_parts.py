"""Files below static/ that a browser keeps to start without a network, each with its digest.

The list is found rather than written: what a page names, what its styles name, what scripts import.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import url_for

STATIC = Path(__file__).parent / "static"

_NAMED_BY_PAGE = re.compile(r'(?:href|src)="([^"#]+)"')
_NAMED_BY_STYLE = re.compile(r'url\("([^"]+)"\)')
_NAMED_BY_SCRIPT = re.compile(r'^(?:import|export)[^;]*?from "(\.[^"]+)";', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """An address that is kept, and the digest of what it answers (as for subresources)."""

    address: str
    integrity: str


def integrity(content: bytes) -> str:
    """`sha256-…`, as browsers check it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def version(parts: Iterable[Part]) -> str:
    """A short name for exactly these contents."""
    listed = "\n".join(f"{part.address} {part.integrity}" for part in parts)
    return hashlib.sha256(listed.encode()).hexdigest()[:16]


def named_by_page(html: str) -> Iterator[str]:
    """The files that a page names, and those that its styles name."""
    root = url_for("static", filename="")
    for address in _NAMED_BY_PAGE.findall(html):
        if address.startswith(root):
            name = address.removeprefix(root)
            yield name
            if name.endswith(".css"):
                yield from _named_in(name, _NAMED_BY_STYLE)


def with_imports(*scripts: str) -> list[str]:
    """These scripts and all that they import, each once."""
    found = list(scripts)
    for name in found:
        found += [other for other in _named_in(name, _NAMED_BY_SCRIPT) if other not in found]
    return found


def part(name: str) -> Part:
    """A file below static/ with its digest."""
    return Part(url_for("static", filename=name), digest(STATIC / name))


def digest(path: Path) -> str:
    """The digest of a file, read anew when it has changed."""
    found = path.stat()
    return _digest_of(path, found.st_mtime_ns, found.st_size)


def _named_in(name: str, pattern: re.Pattern[str]) -> Iterator[str]:
    content = (STATIC / name).read_text(encoding="utf-8")
    for address in pattern.findall(content):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


@lru_cache(maxsize=512)
def _digest_of(path: Path, changed_ns: int, size: int) -> str:  # noqa: ARG001 -- read anew when changed
    return integrity(path.read_bytes())
