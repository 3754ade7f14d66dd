"""The till as an installable application: its page, its manifest, and the worker that keeps it."""

from __future__ import annotations

import json

from flask import Response, jsonify, url_for
from flask_babel import gettext as _

from app.kept_parts import Part, integrity, version
from app.language import current
from app.till import blueprint, shell
from app.till.messages import catalogue

SLATE, LIME = "#1c2327", "#f6f3ed"
"""The bar's colour and the page's, as in css/tokens.css."""


@blueprint.get("/")
def home() -> str:
    """The till's page."""
    return shell.page()


@blueprint.get("/enrol")
def enrol() -> str:
    """The same page; the code stands in the address's fragment, which no server ever sees."""
    return shell.page()


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """What the device's home screen needs to know."""
    answer = jsonify(
        id=url_for("till.home"),
        name=_("Bourse till"),
        short_name=_("Till"),
        description=_("Sells with or without a network, and loses nothing."),
        lang="fr",
        start_url=url_for("till.home"),
        scope=url_for("till.home"),
        display="standalone",
        background_color=LIME,
        theme_color=SLATE,
        icons=[
            _icon("icon-192", 192),
            _icon("icon-512", 512),
            {**_icon("icon-maskable-512", 512), "purpose": "maskable"},
        ],
    )
    answer.mimetype = "application/manifest+json"
    return answer


@blueprint.get("/worker.js")
def worker() -> Response:
    """The service worker, beginning with what it keeps: a new content makes a new version."""
    made = {
        "till.home": shell.page().encode(),
        "till.manifest": manifest().get_data(),
        "till.messages": jsonify(catalogue(current())).get_data(),
    }
    parts = [Part(url_for(name), integrity(content)) for name, content in made.items()]
    parts += shell.static_parts()
    kept = {
        "version": version(parts),
        "page": url_for("till.home"),
        "pages": [url_for("till.home"), url_for("till.enrol")],
        "parts": [{"address": part.address, "integrity": part.integrity} for part in parts],
    }
    lead = f"const SHELL = {json.dumps(kept, indent=1)};\n\n"
    answer = Response(
        lead + shell.WORKER.read_text(encoding="utf-8"), content_type="text/javascript"
    )
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _icon(name: str, side: int) -> dict[str, str]:
    return {
        "src": url_for("static", filename=f"img/app/{name}.png"),
        "sizes": f"{side}x{side}",
        "type": "image/png",
    }
