"""A known firm applies again: its form is filled in, one look and one click."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app import letters
from app.application_form import CompanyForm, PeopleForm, company_values, people_values
from app.errors import attach
from app.exhibitor import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors import service
from bourse.exhibitors.participations import last_of
from bourse.people.companies import acting_company, number_of


class AgainForm(CompanyForm, PeopleForm):
    """All but the number, which is known."""


@blueprint.route("/companies/<int:company_id>/apply/<slug>", methods=["GET", "POST"])
def apply_again(company_id: int, slug: str) -> Response | str | tuple[str, int]:
    """Apply for a firm that one acts for; no mail needs to be confirmed."""
    edition = edition_by_slug(slug)
    firm = acting_company(company_id, current_actor())
    form = AgainForm(data={**_oneself(), **people_values(last_of(firm.id)), **company_values(firm)})
    if form.validate_on_submit():
        try:
            with transaction():
                edition = edition_by_slug(slug)
                firm = acting_company(company_id, current_actor())
                application = form.application(number_of(firm), form.company_data())
                exhibitor = service.apply(edition, application, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            letters.application_received(exhibitor)
            flash(gettext("Thank you: your application is with the organiser."), "good")
            return redirect(url_for("exhibitor.participation", slug=slug, exhibitor=exhibitor.code))
    page = render_template("exhibitor/apply_again.html", edition=edition, company=firm, form=form)
    return page, 422 if form.errors else 200


def _oneself() -> dict[str, object]:
    actor = current_actor()
    return {"contact_name": actor.name, "contact_email": actor.email}
