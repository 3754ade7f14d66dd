"""The report as JSON: integers with their unit in the key, stable names."""

from __future__ import annotations

import json

from bourse.impact.report import Report
from reports.impact.rows import tables
from reports.kit.open_data import Json, json_of

FORMAT = "bourse-impact-report/1"


def as_json(report: Report, language: str = "fr") -> str:
    """The whole report; labels in `language`, an object or a list for each table."""
    edition = report.edition
    document: dict[str, Json] = {
        "format": FORMAT,
        "edition": {
            "slug": edition.slug,
            "name": edition.name,
            "place": edition.place,
            "starts_on": edition.starts_on.isoformat(),
            "ends_on": edition.ends_on.isoformat(),
            "currency": edition.currency,
            "organiser": edition.organiser,
            "fictional": edition.is_fictional,
        },
        "as_of": report.as_of.isoformat(),
        "status": "final" if report.is_final else "provisional",
        "journal": {"seq": report.journal_seq, "hash": report.journal_hash},
        "open_cases": report.open_cases,
        "masses": [
            {"material": mass.material, "source": mass.source, "year": mass.year}
            for mass in report.masses
        ],
        **{table.key: json_of(table) for table in tables(report, language)},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
