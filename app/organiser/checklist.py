"""The pre-opening checklist: what is ready, and for what is not, where to put it right."""

from __future__ import annotations

from flask import render_template

from app.checks import told_checks
from app.organiser import blueprint
from bourse.editions.queries import edition_by_slug


@blueprint.get("/editions/<slug>/checklist/")
def checklist(slug: str) -> str:
    """Every check, in the order in which an edition is prepared."""
    edition = edition_by_slug(slug)
    return render_template("organiser/checklist.html", edition=edition, checks=told_checks(edition))
