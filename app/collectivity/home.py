"""The published reports, for whoever signs in to read them."""

from __future__ import annotations

from flask import render_template, request

from app.collectivity import blueprint
from bourse.impact.publications import publications


@blueprint.get("/collectivity/")
def home() -> str:
    """Every report that can still be read, the newest first, a page at a time."""
    return render_template(
        "collectivity/home.html",
        page=publications(readable=True, after=request.args.get("after")),
    )
