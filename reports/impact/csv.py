"""The report as CSV: one line a figure."""

from __future__ import annotations

from bourse.impact.report import Report
from reports.impact.rows import tables
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.open_data import csv_text

HEADINGS = (_("table"), _("code"), _("name"), _("measure"), _("value"), _("unit"))


def as_csv(report: Report, language: str = "fr") -> str:
    """Every figure of the report, after a few lines that say what it is."""
    edition = report.edition
    standing = {
        "edition": edition.slug,
        "name": edition.name,
        "status": "final" if report.is_final else "provisional",
        "as_of": report.as_of.isoformat(),
        "fictional": "yes" if edition.is_fictional else "no",
        "journal_seq": str(report.journal_seq),
        "journal_hash": report.journal_hash,
    }
    return csv_text(
        tables(report, language),
        [translate(heading, language) for heading in HEADINGS],
        standing,
        edition.currency,
    )
