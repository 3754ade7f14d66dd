"""Leaving."""

from __future__ import annotations

from flask import redirect, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response

from app.account import blueprint


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session on this device; the way back is the public page."""
    logout_user()
    return redirect(url_for("public.home"))
