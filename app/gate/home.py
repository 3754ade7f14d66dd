"""Where the gate begins: the editions that are open; with one alone, straight to it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.gate import blueprint
from bourse.editions.queries import open_editions


@blueprint.get("/")
def home() -> Response | str:
    """The open editions."""
    found = open_editions()
    if len(found) == 1:
        return redirect(url_for("gate.to_collect", slug=found[0].slug))
    return render_template("gate/home.html", editions=found)
