"""The headline figures split: by category, by site, by exhibitor, hour by hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bourse.impact.report import Headline, Hour, Part, Report
from bourse.values import Money
from reports.impact.headings import (
    FIRMS,
    HEADLINE,
    OFFERED,
    PURCHASES,
    TURNOVER,
    UNSOLD,
    WEIGHT,
    code,
    figures,
)
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.table import Cell, Chart, Column, Drawing, Kind, Table

UNWEIGHED = (
    Column("unweighed_lines", _("Lines of unknown weight"), Kind.COUNT),
    Column("unweighed_turnover", _("Turnover of unknown weight"), Kind.MONEY, aside=True),
)
HOURS = {"fr": "H 'h'", "en": "HH:mm"}


def by_category(report: Report, language: str) -> Table:
    """What was sold and what was offered of each category of materials."""
    return Table(
        key="by_category",
        title=_("By category of materials"),
        columns=(code(), Column("label", _("Category")), *HEADLINE, OFFERED, UNSOLD, *UNWEIGHED),
        rows=tuple(_cells(part, language) for part in report.by_category),
        total=_total(report, report.by_category, language),
        note=_(
            "A purchase of several categories counts in each, and so does a firm: these two "
            "columns exceed their totals, which count each once. Weight and turnover add up."
        ),
        chart=Chart(Drawing.BARS, _("Tonnes saved by category"), "label", "weight"),
    )


def by_site(report: Report, language: str) -> Table:
    """What was sold on each site; lots belong to exhibitors, so nothing is offered by site."""
    return Table(
        key="by_site",
        title=_("By site"),
        columns=(code(), Column("label", _("Site")), *HEADLINE, *UNWEIGHED),
        rows=tuple(_cells(part, language) for part in report.by_site),
        total=_total(report, report.by_site, language, with_flow=False),
        note=_(
            "A return counts at the site of its purchase. A firm with stands on two sites counts "
            "on each, and once in the total."
        ),
        chart=Chart(Drawing.BARS, _("Tonnes saved by site"), "label", "weight"),
    )


def by_exhibitor(report: Report, language: str) -> Table:
    """What each exhibitor sold and offered."""
    return Table(
        key="by_exhibitor",
        title=_("By exhibitor"),
        columns=(
            code(),
            Column("label", _("Exhibitor")),
            *HEADLINE[:3],
            replace(FIRMS, aside=True),
            OFFERED,
            UNSOLD,
            *UNWEIGHED,
        ),
        rows=tuple(_cells(part, language) for part in report.by_exhibitor),
        total=_total(report, report.by_exhibitor, language),
        note=_(
            "A purchase from several exhibitors counts for each: this column exceeds its total, "
            "which counts each once. Weight and turnover add up."
        ),
        chart=Chart(Drawing.BARS, _("Tonnes saved by exhibitor"), "label", "weight"),
    )


def by_hour(report: Report, language: str) -> Table:
    """What was sold in each hour of the edition's own zone."""
    return hours(report.by_hour, report.headline, report.edition.timezone, language)


def hours(found: Sequence[Hour], whole: Headline, timezone: str, language: str) -> Table:
    """Hours and their total, each told by its day and time in `timezone`."""
    zone = ZoneInfo(timezone)

    def cells(hour: Hour) -> tuple[Cell, ...]:
        starts = hour.starts_at.astimezone(zone)
        day = format_date(starts, "EEEE d MMMM", locale=language)
        hour_said = format_time(starts, HOURS.get(language, HOURS["en"]), locale=language)
        return (starts.isoformat(), day, hour_said, *_three(hour))

    return Table(
        key="by_hour",
        title=_("Hour by hour"),
        columns=(
            code("starts_at"),
            Column("day", _("Day")),
            Column("hour", _("Hour")),
            WEIGHT,
            TURNOVER,
            PURCHASES,
        ),
        rows=tuple(cells(hour) for hour in found),
        total=(None, translate(_("Total"), language), "", *_three(whole)),
        note=_("A return counts in the hour of its purchase."),
        chart=Chart(Drawing.COLUMNS, _("Purchases hour by hour"), "hour", "purchases", "day"),
    )


def _three(figures: Hour | Headline) -> tuple[Cell, ...]:
    return (figures.weight, figures.turnover, figures.purchases)


def _cells(part: Part, language: str) -> tuple[Cell, ...]:
    return (
        part.code,
        part.named(language) or translate(_("Without a stand"), language),
        part.weight,
        part.turnover,
        part.purchases,
        part.firms,
        *((part.flow.offered, part.flow.unsold) if part.flow else ()),
        part.unweighed_lines,
        part.unweighed_turnover,
    )


def _total(
    report: Report, parts: tuple[Part, ...], language: str, *, with_flow: bool = True
) -> tuple[Cell, ...]:
    """The whole, from its own queries rather than by adding the rows above it."""
    return (
        None,
        translate(_("Total"), language),
        *figures(report.headline),
        *((report.flow.offered, report.flow.unsold) if with_flow else ()),
        sum(part.unweighed_lines for part in parts),
        sum((part.unweighed_turnover for part in parts), Money(0)),
    )
