"""A published report: its page, and the files that say the same."""

from __future__ import annotations

from flask import Response, render_template, url_for

from app import impact
from app.collectivity import blueprint
from app.security import limiter
from bourse.errors import BourseError
from bourse.impact.publications import find_publication, published_report
from bourse.impact.report import Report
from reports.impact.files import FORMS

UNLISTED = {"X-Robots-Tag": "noindex"}
"""Whoever has the link may read; search engines do not spread it."""


@blueprint.get("/r/<token>")
def report(token: str) -> tuple[str, int, dict[str, str]]:
    """The page of a published report; a withdrawn one says so (410)."""
    found = _published(token)
    if found is None:
        page = render_template("collectivity/withdrawn.html", publication=find_publication(token))
        return page, 410, UNLISTED
    page = render_template(
        "collectivity/report.html",
        report=found,
        shown=impact.shown(found),
        files=[
            (suffix, url_for("collectivity.report_file", token=token, suffix=suffix))
            for suffix in FORMS
        ],
    )
    return page, 200, UNLISTED


@blueprint.get("/r/<token>.<any(pdf, xlsx, csv, json):suffix>")
@limiter.limit("60 per minute")
def report_file(token: str, suffix: str) -> Response:
    """The same figures as a file; `report_withdrawn` once the link is closed."""
    response = impact.download(published_report(token), suffix)
    response.headers.update(UNLISTED)
    return response


def _published(token: str) -> Report | None:
    """The report, None once it is withdrawn; `report_unknown` if it never was."""
    try:
        return published_report(token)
    except BourseError as error:
        if error.code != "report_withdrawn":
            raise
        return None
