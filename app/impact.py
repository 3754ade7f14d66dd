"""The impact report as pages show it and as files that are fetched, for every room that does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import Response, abort

from app.language import current
from bourse.impact.report import Report
from reports.impact import notes
from reports.impact.chapters import chapters
from reports.impact.files import FORMS, file_name
from reports.kit.table import Bar, Drawing, Kind, Shape, Table, bars_of, text

BarRow = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as the macro of tables wants it."""

    label: str
    number: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table ready for a template: every cell is text, and `bars` is empty without a chart.

    `groups` are the days that the columns of a chart share: (name, how many).
    """

    key: str
    title: str
    note: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    is_single: bool
    in_time: bool
    chart_title: str
    label_heading: str
    value_heading: str
    bars: tuple[BarRow, ...]
    groups: tuple[tuple[str, int], ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Heading and cell of a table of one row."""
        return [
            (column.label, cell) for column, cell in zip(self.columns, self.rows[0], strict=True)
        ]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """What the page of a report needs beside the report itself."""

    title: str
    standing: str
    dates: str
    chapters: tuple[tuple[str, tuple[ShownTable, ...]], ...]
    method: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str, str], ...]


def shown(report: Report) -> ShownReport:
    """The report in the language of the request."""
    language, currency = current(), report.edition.currency
    return ShownReport(
        title=notes.title(report, language),
        standing=notes.standing(report, language),
        dates=notes.dates(report, language),
        chapters=tuple(
            (chapter.heading, tuple(shown_table(table, currency) for table in chapter.tables))
            for chapter in chapters(report, language)
        ),
        method=tuple(notes.method(report, language)),
        sources=tuple(notes.sources(report)),
    )


def shown_table(table: Table, currency: str) -> ShownTable:
    """One table of the report, its columns for machines left out."""
    language, places, chart = current(), table.shown(), table.chart
    bars = bars_of(table, language, currency)
    return ShownTable(
        key=table.key,
        title=table.title,
        note=table.note,
        columns=tuple(
            ShownColumn(table.columns[place].heading, table.columns[place].kind is not Kind.TEXT)
            for place in places
        ),
        rows=tuple(
            tuple(text(row[place], language, currency) for place in places) for row in table.rows
        ),
        total=tuple(
            "" if table.total[place] is None else text(table.total[place], language, currency)
            for place in places
        )
        if table.total
        else (),
        is_single=table.shape is Shape.SINGLE,
        in_time=chart is not None and chart.drawing is Drawing.COLUMNS,
        chart_title=chart.title if chart else "",
        label_heading=table.columns[table.index(chart.label)].heading if chart else "",
        value_heading=table.columns[table.index(chart.value)].heading if chart else "",
        bars=tuple((bar.label, bar.size, bar.text) for bar in bars),
        groups=_groups(bars),
    )


def download(report: Report, suffix: str) -> Response:
    """The report as a file to keep; 404 for a form that there is not."""
    form = FORMS.get(suffix)
    if form is None:
        abort(404)
    response = Response(_written(report, suffix, current()), content_type=form.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file_name(report, suffix))
    return response


@lru_cache(maxsize=32)
def _written(report: Report, suffix: str, language: str) -> bytes:
    """A PDF takes a third of a second: the last few files are kept, since a report is frozen."""
    return FORMS[suffix].write(report, language)


def _groups(bars: list[Bar]) -> tuple[tuple[str, int], ...]:
    names = [bar.group for bar in bars if bar.group]
    return tuple((name, names.count(name)) for name in dict.fromkeys(names))
