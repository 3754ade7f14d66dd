"""A firm's own data, which its members keep up to date."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app.application_form import CompanyForm, company_values
from app.exhibitor import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.people.companies import acting_company, describe_company, number_of


@blueprint.route("/companies/<int:company_id>", methods=["GET", "POST"])
def company(company_id: int) -> Response | str | tuple[str, int]:
    """Read and change what is known of one's firm; its number stays."""
    firm = acting_company(company_id, current_actor())
    form = CompanyForm(data=company_values(firm))
    if form.validate_on_submit():
        with transaction():
            firm = acting_company(company_id, current_actor())
            describe_company(firm, form.company_data(), by=current_actor())
        flash(gettext("The data of %(company)s are saved.", company=firm.name), "good")
        return redirect(url_for("exhibitor.company", company_id=company_id))
    page = render_template(
        "exhibitor/company.html", company=firm, number=number_of(firm).printed, form=form
    )
    return page, 422 if form.errors else 200
