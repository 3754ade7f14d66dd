"""The report as a PDF that a town hall can hand round: cover, charts, tables, method, sources."""

from __future__ import annotations

from functools import partial

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from bourse.impact.report import Report
from reports.impact import cover, notes
from reports.impact.chapters import Chapter, chapters
from reports.kit import charts
from reports.kit.flow import BODY, HEADING, NOTE, SUBHEADING, facts, gap, grid, paragraph
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import TEXT_WIDTH, PageFrame, build
from reports.kit.table import Bar, Drawing, Shape, Table, bars_of

ROOM = 240
"""Points that a chapter wants under its heading; with less it starts on a new page."""

SHORT = 8
"""Rows that a table may have to stay on one page, whatever room is left."""


def as_pdf(report: Report, language: str = "fr") -> bytes:
    """The whole document; the same report gives the same bytes."""
    frame = PageFrame(
        title=notes.title(report, language),
        author=report.edition.organiser,
        status=notes.standing(report, language),
        language=language,
        is_fictional=report.edition.is_fictional,
    )
    story: list[Flowable] = []
    for chapter in chapters(report, language):
        story += _chapter(chapter, language, report.edition.currency)
    story += _method(report, language)
    return build(story, frame, partial(cover.draw, report=report, language=language))


def _chapter(chapter: Chapter, language: str, currency: str) -> list[Flowable]:
    """A heading with its tables; the heading never stands without the first of them."""
    story: list[Flowable] = [CondPageBreak(ROOM)]
    above = [paragraph(chapter.heading, HEADING)]
    for table in chapter.tables:
        if table.title != chapter.heading:
            above.append(paragraph(table.title, SUBHEADING))
        story += _section(table, language, currency, above)
        above = []
    return story


def _section(table: Table, language: str, currency: str, above: list[Paragraph]) -> list[Flowable]:
    """A table under its titles and its chart; a short one stays whole on its page."""
    if table.shape is Shape.SINGLE:
        note = [paragraph(table.note, NOTE)] if table.note else []
        return [KeepTogether([*above, facts(table, language, currency), *note]), gap(10)]
    bars = bars_of(table, language, currency)
    drawn: list[Flowable] = [*above]
    if table.chart and bars:
        drawn += [*_chart(table.chart.drawing, bars), gap(8)]
    rows = grid(table, language, currency)
    if len(table.rows) <= SHORT:
        return [KeepTogether([*drawn, rows]), gap(12)]
    return [KeepTogether(drawn), rows, gap(12)]


def _chart(drawing: Drawing, bars: list[Bar]) -> list[Flowable]:
    match drawing:
        case Drawing.BARS:
            return [charts.bars(bars, TEXT_WIDTH)]
        case Drawing.COLUMNS:
            return [charts.columns(bars, TEXT_WIDTH)]
        case Drawing.STACK:
            return [charts.stack(bars, TEXT_WIDTH)]


def _method(report: Report, language: str) -> list[Flowable]:
    story: list[Flowable] = [
        CondPageBreak(ROOM),
        paragraph(translate(_("Method and sources"), language), HEADING),
    ]
    for term, words in notes.method(report, language):
        story.append(KeepTogether([paragraph(term, SUBHEADING), paragraph(words, BODY)]))
    cited = notes.sources(report)
    if cited:
        story.append(paragraph(translate(_("Sources of past balances"), language), SUBHEADING))
        story += [paragraph(f"{label} – {source} {url}".rstrip()) for label, source, url in cited]
    return story
