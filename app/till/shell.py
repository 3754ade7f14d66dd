"""What a tablet keeps to start without a network: the page, its scripts, styles and pictures.

Each part carries its digest, so that a tablet keeps a version whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from flask import render_template

from app.kept_parts import STATIC, Part, digest, named_by_page, part

WORKER = STATIC / "till/service_worker.js"
BUILT = STATIC / "built"
"""The scripts in few small files, made at set-up; see setup/bundle.mjs."""

UNNAMED = ("img/icons.svg", "vendor/zxing/*.wasm")
"""What only scripts ask for, as patterns below static/."""


def page() -> str:
    """The application's page, alike for whoever asks in the same language."""
    return render_template("till/home.html", script=scripts()[0])


def scripts() -> list[str]:
    """The scripts below static/, the one to start first: the built ones while they are fresh."""
    return _built() or _sources()


def static_parts() -> list[Part]:
    """Every file below static/ that the application needs, each once."""
    files = [*named_by_page(page()), *scripts(), *_matching(UNNAMED)]
    return [part(name) for name in dict.fromkeys(files)]


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
        (STATIC / name).exists() and digest(STATIC / name) == made
        for name, made in build["sources"].items()
    )
    return build["scripts"] if is_fresh else []
