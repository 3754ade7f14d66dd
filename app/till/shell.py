"""What a tablet keeps to start without a network: the page, its scripts, styles and pictures.

The list is found rather than written: what the page names, what its styles name, and the scripts.
Each part carries its digest, so that a tablet keeps a version whole or not at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import render_template, url_for

STATIC = Path(__file__).parent.parent / "static"
WORKER = STATIC / "till/service_worker.js"
BUILT = STATIC / "built"
"""The scripts in few small files, made at set-up; see setup/bundle.mjs."""

UNNAMED = ("img/icons.svg", "vendor/zxing/*.wasm")
"""What only scripts ask for, as patterns below static/."""

_NAMED_BY_PAGE = re.compile(r'(?:href|src)="([^"#]+)"')
_NAMED_BY_STYLE = re.compile(r'url\("([^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Part:
    """One address of the shell, and the digest of what it answers (as for subresources)."""

    address: str
    integrity: str


def page() -> str:
    """The application's page, alike for whoever asks in the same language."""
    return render_template("till/home.html", script=scripts()[0])


def scripts() -> list[str]:
    """The scripts below static/, the one to start first: the built ones while they are fresh."""
    return _built() or _sources()


def static_parts() -> list[Part]:
    """Every file below static/ that the application needs, each once."""
    files = [*_named(page()), *scripts(), *_matching(UNNAMED)]
    return [_part(name) for name in dict.fromkeys(files)]


def integrity(content: bytes) -> str:
    """`sha256-…`, as browsers check it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def version(parts: list[Part]) -> str:
    """A short name for exactly these contents."""
    listed = "\n".join(f"{part.address} {part.integrity}" for part in parts)
    return hashlib.sha256(listed.encode()).hexdigest()[:16]


def _named(html: str) -> Iterator[str]:
    root = url_for("static", filename="")
    for address in _NAMED_BY_PAGE.findall(html):
        if address.startswith(root):
            name = address.removeprefix(root)
            yield name
            if name.endswith(".css"):
                yield from _named_by_style(name)


def _named_by_style(name: str) -> Iterator[str]:
    style = (STATIC / name).read_text(encoding="utf-8")
    for address in _NAMED_BY_STYLE.findall(style):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def _matching(patterns: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        for path in sorted(STATIC.glob(pattern)):
            yield path.relative_to(STATIC).as_posix()


def _sources() -> list[str]:
    own = sorted(path for path in (STATIC / "till").rglob("*.js") if path != WORKER)
    names = [path.relative_to(STATIC).as_posix() for path in own]
    return ["till/main.js", *names, *_matching(("vendor/lean-qr/*.js", "vendor/zxing/**/*.js"))]


def _built() -> list[str]:
    """The built scripts; none when they were made from other sources than those that stand here."""
    listed = BUILT / "build.json"
    if not listed.exists():
        return []
    build = json.loads(listed.read_text(encoding="utf-8"))
    is_fresh = all(
        (STATIC / name).exists() and _digest(STATIC / name) == digest
        for name, digest in build["sources"].items()
    )
    return build["scripts"] if is_fresh else []


def _part(name: str) -> Part:
    return Part(url_for("static", filename=name), _digest(STATIC / name))


def _digest(path: Path) -> str:
    found = path.stat()
    return _digest_of(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=512)
def _digest_of(path: Path, changed_ns: int, size: int) -> str:  # noqa: ARG001 -- read anew when changed
    return integrity(path.read_bytes())
