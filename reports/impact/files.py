"""The report as a file, in each of its forms: what writes it, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bourse.impact.report import Report
from reports.impact.csv import as_csv
from reports.impact.json import as_json
from reports.impact.pdf import as_pdf
from reports.impact.xlsx import as_xlsx


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form of the report: its media type, and what makes its bytes from (report, language)."""

    media_type: str
    write: Callable[[Report, str], bytes]


FORMS: Mapping[str, FileForm] = {
    "pdf": FileForm("application/pdf", as_pdf),
    "xlsx": FileForm("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "csv": FileForm(
        "text/csv; charset=utf-8",
        lambda report, language: as_csv(report, language).encode("utf-8-sig"),
    ),
    "json": FileForm(
        "application/json", lambda report, language: as_json(report, language).encode()
    ),
}
"""By the suffix of the file. The CSV begins with the mark by which Excel knows UTF-8."""


def file_name(report: Report, suffix: str) -> str:
    """`bilan-val-de-morteau-2026-06-14.pdf`: the edition and the day of the figures."""
    return f"bilan-{report.edition.slug}-{report.as_of:%Y-%m-%d}.{suffix}"
