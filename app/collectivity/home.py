"""Where this room begins."""

from flask import render_template

from app.collectivity import blueprint


@blueprint.get("/collectivity/")
def home() -> str:
    """The room's first page."""
    return render_template("collectivity/home.html")
