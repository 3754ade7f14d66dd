"""The exhibitor's pages without a network: the worker that keeps them, a page for the rest."""

from __future__ import annotations

import json

from flask import Response, render_template, url_for

from app.exhibitor import blueprint
from app.kept_parts import STATIC, named_by_page, part, version, with_imports

WORKER = STATIC / "lots/worker.js"
SCRIPTS = ("lots/form.js", "lots/list.js", "lots/offline.js")


@blueprint.get("/offline")
def offline() -> str:
    """What shows in the place of a page that was not kept; it names nobody."""
    return render_template("exhibitor/offline.html")


@blueprint.get("/worker.js")
def worker() -> Response:
    """The service worker, beginning with what it keeps: a new content makes a new version."""
    names = [*named_by_page(offline()), *with_imports(*SCRIPTS), "img/icons.svg"]
    parts = [part(name) for name in dict.fromkeys(names)]
    shell = {
        "version": version(parts),
        "offline": url_for("exhibitor.offline"),
        "parts": [kept.address for kept in parts],
    }
    lead = f"const SHELL = {json.dumps(shell, indent=1)};\n\n"
    answer = Response(lead + WORKER.read_text(encoding="utf-8"), content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
