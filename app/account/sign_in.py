"""Where this room begins."""

from flask import render_template

from app.account import blueprint


@blueprint.get("/sign-in")
def sign_in() -> str:
    """The room's first page."""
    return render_template("account/home.html")
