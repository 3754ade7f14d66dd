"""The impact report as it stands, its files, and publishing it behind a link."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from app import impact
from app.links import address
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import read_only, transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.impact import service
from bourse.impact.compiling import compile_report
from bourse.impact.publications import Publication, find_publication, publications
from bourse.impact.report import Report
from reports.impact.files import FORMS


@blueprint.get("/editions/<slug>/report/")
def report(slug: str) -> str:
    """The report as it stands now, and what was published of it."""
    edition, found = _compiled(slug)
    page = publications(edition.id, after=request.args.get("after"))
    return render_template(
        "organiser/report.html",
        edition=edition,
        report=found,
        shown=impact.shown(found),
        files=[
            (suffix, url_for("organiser.report_file", slug=slug, suffix=suffix)) for suffix in FORMS
        ],
        page=page,
        links={row.token: address("collectivity.report", token=row.token) for row in page.rows},
    )


@blueprint.get("/editions/<slug>/report.<any(pdf, xlsx, csv, json):suffix>")
def report_file(slug: str, suffix: str) -> Response:
    """The report as it stands now, as a file."""
    return impact.download(_compiled(slug)[1], suffix)


@blueprint.post("/editions/<slug>/report/publish")
def publish_report(slug: str) -> AnyResponse:
    """Freeze the report as it stands now behind a new link."""
    edition, found = _compiled(slug)
    edition_id = edition.id
    with transaction():
        service.publish(edition_id, found, by=current_actor())
    flash(_("The report is published: copy its link below."), "good")
    return redirect(url_for("organiser.report", slug=slug) + "#publications")


@blueprint.route("/editions/<slug>/report/<token>/withdraw", methods=["GET", "POST"])
def withdraw_report(slug: str, token: str) -> str | AnyResponse:
    """Close a published link, once confirmed."""
    edition = edition_by_slug(slug)
    publication = _publication_of(edition, token)
    form = FlaskForm()
    if form.validate_on_submit():
        with transaction():
            service.withdraw(token, by=current_actor())
        flash(
            _("The link is closed. Whoever opens it reads that the report was withdrawn."), "good"
        )
        return redirect(url_for("organiser.report", slug=slug) + "#publications")
    return render_template(
        "organiser/withdraw_report.html", edition=edition, publication=publication, form=form
    )


def _compiled(slug: str) -> tuple[Edition, Report]:
    with read_only():
        report = compile_report(edition_by_slug(slug))
    return edition_by_slug(slug), report


def _publication_of(edition: Edition, token: str) -> Publication:
    """A publication of this edition; another's is unknown here."""
    publication = find_publication(token)
    if publication.edition_slug != edition.slug:
        raise BourseError("report_unknown")
    return publication
