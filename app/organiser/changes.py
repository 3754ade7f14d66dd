"""The record of administrative changes: who did what, and when."""

from __future__ import annotations

from flask import render_template, request

from app.organiser import blueprint
from app.organiser.verbs import KINDS, VERBS
from bourse.overview.changes import changes as read_changes


@blueprint.get("/changes/")
def changes() -> str:
    """The changes, the latest first."""
    page = read_changes(after=request.args.get("after"))
    return render_template("organiser/changes.html", page=page, verbs=VERBS, kinds=KINDS)
