"""The order in which a reader meets the figures, on paper and on the page."""

from __future__ import annotations

from dataclasses import dataclass

from bourse.impact.report import Report
from reports.impact.rows import tables
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.table import Table

CHAPTERS = (
    (_("What was saved"), ("by_category", "by_site")),
    (_("Who took part"), ("by_exhibitor",)),
    (_("Hour by hour"), ("by_hour",)),
    (_("How far the tonnage can be trusted"), ("methods", "flow")),
    (_("Goods and buyers"), ("origins", "savings")),
    (_("Edition after edition"), ("evolution", "cumulative")),
)
"""Each heading, and the tables under it by key; the headline figures stand before them all."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the tables that belong under it."""

    heading: str
    tables: tuple[Table, ...]


def chapters(report: Report, language: str) -> list[Chapter]:
    """The report cut into chapters, in `language`."""
    found = {table.key: table for table in tables(report, language)}
    return [
        Chapter(translate(heading, language), tuple(found[key] for key in keys))
        for heading, keys in CHAPTERS
    ]
