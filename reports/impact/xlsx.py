"""The report as a spreadsheet: notes first, then a sheet a table."""

from __future__ import annotations

from bourse.impact.report import Report
from reports.impact import notes
from reports.impact.rows import tables
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.spreadsheet import workbook


def as_xlsx(report: Report, language: str = "fr") -> bytes:
    """An XLSX file whose numbers are exact: kilograms to the gram, money to the cent."""
    about = [
        (translate(_("Impact report"), language), report.edition.name),
        (translate(_("Dates"), language), notes.dates(report, language)),
        (translate(_("Organiser"), language), report.edition.organiser),
        (translate(_("Standing"), language), notes.standing(report, language)),
        *notes.method(report, language),
        *(
            (translate(_("Source"), language), f"{label}: {source} {url}".strip())
            for label, source, url in notes.sources(report)
        ),
    ]
    return workbook(tables(report, language), about, report.edition.currency)
