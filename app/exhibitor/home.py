"""Where an exhibitor arrives: their editions with what to do next, and their firms."""

from __future__ import annotations

from flask import render_template

from app.exhibitor import blueprint
from app.security import current_actor
from bourse.exhibitors.participations import open_doors, participations
from bourse.people.companies import companies_of


@blueprint.get("/")
def home() -> str:
    """Editions first, then where one may apply, then the firms."""
    actor = current_actor()
    return render_template(
        "exhibitor/home.html",
        participations=participations(actor),
        doors=open_doors(actor),
        companies=companies_of(actor),
    )
