"""The language of the pages: chosen by a button, kept in the session's cookie."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from app.account import blueprint
from app.account.landing import is_local
from app.language import LANGUAGES
from app.security import csrf


@blueprint.post("/language")
@csrf.exempt  # a token would give a session cookie to every visitor of the public pages
def language() -> Response:
    """Keep the chosen language and go back to the page; another language changes nothing."""
    chosen, back = request.form.get("language"), request.form.get("next", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return redirect(back if is_local(back) else url_for("public.home"))
