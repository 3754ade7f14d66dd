"""Where this room begins."""

from flask import render_template

from app.till import blueprint


@blueprint.get("/")
def home() -> str:
    """The room's first page."""
    return render_template("till/home.html")
