"""Where the public begins: the editions announced, and what the past ones saved."""

from __future__ import annotations

from flask import render_template, request

from app.public import blueprint
from bourse.editions.queries import announced_editions
from bourse.impact.history import past_balances
from bourse.people.queries import organisation


@blueprint.get("/")
def home() -> str:
    """Editions, the latest first, a page at a time, and the balances published before."""
    return render_template(
        "public/home.html",
        editions=announced_editions(after=request.args.get("after")),
        balances=past_balances(),
        organisation=organisation(),
    )
