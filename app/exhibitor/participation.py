"""One firm in one edition: where the application stands, and the steps to the day."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.exhibitor import blueprint
from app.holds.held import who_counts_on_firm
from app.security import current_actor
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import count_by_status
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors import participations
from bourse.exhibitors.decisions import NEXT
from bourse.exhibitors.models import ExhibitorStatus
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.overview.leaving import leave, offered_lots
from bourse.people.queries import organisation


@blueprint.get("/<slug>/<exhibitor>/")
def participation(slug: str, exhibitor: str) -> str:
    """The status, and what to do next."""
    edition = edition_by_slug(slug)
    found = participations.participation(edition, exhibitor, current_actor())
    return render_template(
        "exhibitor/participation.html",
        edition=edition,
        participation=found,
        exhibitor=exhibitor_by_code(edition, exhibitor),
        may_leave=ExhibitorStatus.CANCELLED in NEXT[found.status],
        house=organisation(),
        lots=_lots(edition, exhibitor) if found.acts else {},
        **({} if found.acts else {"navigation": ()}),
    )


def _lots(edition: Edition, code: str) -> dict[str, int]:
    """How many lots of the firm are in each state, by its code."""
    wanted = LotFilter(edition_id=edition.id, exhibitor_id=exhibitor_by_code(edition, code).id)
    return {status.value: count.lots for status, count in count_by_status(wanted).items()}


@blueprint.route("/<slug>/<exhibitor>/leave", methods=["GET", "POST"])
def leave_edition(slug: str, exhibitor: str) -> Response | str:
    """Not to take part after all, once one has read what that takes away."""
    edition, form = edition_by_slug(slug), FlaskForm()
    found = participations.participation(edition, exhibitor, current_actor())
    if form.validate_on_submit():
        with transaction():
            edition = edition_by_slug(slug)
            participations.participation(edition, exhibitor, current_actor())
            leave(exhibitor_by_code(edition, exhibitor), by=current_actor())
        flash(gettext("Your firm does not take part any more."), "good")
        return redirect(url_for("exhibitor.participation", slug=slug, exhibitor=exhibitor))
    return render_template(
        "exhibitor/leave_edition.html",
        edition=edition,
        participation=found,
        lots=offered_lots(exhibitor_by_code(edition, exhibitor)),
        held_lines=who_counts_on_firm(exhibitor_by_code(edition, exhibitor)),
        form=form,
    )
