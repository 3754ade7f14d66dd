"""Where the public begins: the editions announced, and what the past ones saved."""

from __future__ import annotations

from flask import render_template, request

from app.links import address
from app.public import blueprint
from app.public.editions import on_offer
from bourse.catalogue.offers import COUNTED, offers
from bourse.editions.queries import announced_editions, next_announced
from bourse.impact.history import past_balances
from bourse.people.queries import organisation

NEWEST = 4
"""Lots of the next edition on the first page."""


@blueprint.get("/")
def home() -> str:
    """The next edition, then all of them a page at a time, and the balances published before."""
    following = next_announced()
    found = offers(on_offer(following), size=NEWEST) if following else None
    return render_template(
        "public/home.html",
        following=following,
        number=found.number if found else 0,
        newest=found.page.rows if found else (),
        counted=COUNTED,
        page=address("public.home"),
        editions=announced_editions(after=request.args.get("after")),
        balances=past_balances(),
        organisation=organisation(),
    )
