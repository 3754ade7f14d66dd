"""Where the organiser arrives: the editions, each with the next thing to do."""

from __future__ import annotations

from flask import render_template, request

from app.organiser import blueprint
from bourse.overview.next_steps import edition_cards
from bourse.people.queries import organisation


@blueprint.get("/")
def home() -> str:
    """The editions, the latest first; on a new installation, where to begin."""
    page = edition_cards(after=request.args.get("after"))
    return render_template("organiser/home.html", page=page, house=organisation())
