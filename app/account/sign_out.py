"""Leaving."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from app.account import blueprint
from bourse.people.models import Role


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session on this device; an exhibitor's pages that it kept go on the next one."""
    exhibits = current_user.is_authenticated and Role.EXHIBITOR in current_user.actor.roles
    logout_user()
    return redirect(url_for("account.signed_out" if exhibits else "public.home"))


@blueprint.get("/signed-out")
def signed_out() -> str:
    """What is left on this device, and the ways on."""
    return render_template("account/signed_out.html")
