"""Numbered paper sheets: printed before the event, and what became of each."""

from __future__ import annotations

from flask import Response as File
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired

from app.errors import attach
from app.language import current
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.desk.sheets import print_sheets, printed_sheets, range_by_id
from bourse.editions.queries import edition_by_slug, site_of
from bourse.errors import BourseError
from bourse.people.queries import organisation
from reports.receipts.blank_sheet import BlankSheets, blank_sheets

AT = "/editions/<slug>/sheets/"
USUAL = 25


class PrintForm(FlaskForm):
    """How many sheets, for which site."""

    site = SelectField(_("Site"), coerce=int)
    count = IntegerField(_("How many sheets"), [InputRequired()], default=USUAL)


@blueprint.route(AT, methods=["GET", "POST"])
def sheets(slug: str) -> Response | str | tuple[str, int]:
    """What was printed and typed in; printing more gives the next numbers to a site."""
    edition, form = edition_by_slug(slug), PrintForm()
    form.site.choices = [(site.id, site.name) for site in edition.sites]
    if form.validate_on_submit():
        try:
            with transaction():
                edition = edition_by_slug(slug)
                printed = print_sheets(
                    edition,
                    site=site_of(edition, form.site.data),
                    count=form.count.data or 0,
                    by=current_actor(),
                )
                first, last = printed.first, printed.last
        except BourseError as error:
            attach(form, error)
        else:
            flash(
                gettext(
                    "Sheets %(first)s to %(last)s are yours: print their PDF.",
                    first=f"{first:04d}",
                    last=f"{last:04d}",
                ),
                "good",
            )
            return redirect(url_for("organiser.sheets", slug=slug))
    edition = edition_by_slug(slug)
    page = render_template(
        "organiser/sheets.html", edition=edition, form=form, printed=printed_sheets(edition.id)
    )
    return page, 422 if form.errors else 200


@blueprint.get(f"{AT}<int:range_id>.pdf")
def sheets_pdf(slug: str, range_id: int) -> File:
    """The sheets printed together, as PDF: the same numbers again if the paper was lost."""
    edition = edition_by_slug(slug)
    printed, house = range_by_id(edition.id, range_id), organisation()
    content = blank_sheets(
        BlankSheets(
            edition=edition.name,
            site=", ".join(part for part in (printed.site.name, printed.site.town) if part),
            organiser=", ".join(part for part in (house.name, house.address) if part)
            if house
            else "",
            sales_mode=edition.sales_mode,
            currency=edition.currency,
            numbers=printed.numbers,
            is_fictional=edition.is_fictional,
        ),
        current(),
    )
    answer = File(content, mimetype="application/pdf")
    name = f"{edition.slug}-{printed.first:04d}-{printed.last:04d}.pdf"
    answer.headers["Content-Disposition"] = f"inline; filename={name}"
    return answer
