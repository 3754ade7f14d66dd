"""The evolution over the editions, and their two sums that never meet."""

from __future__ import annotations

from dataclasses import replace

from bourse.impact.report import Balance, Report
from reports.impact.headings import EDITIONS, HEADLINE, code, figures
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.table import Cell, Chart, Column, Drawing, Shape, Table


def evolution(report: Report, language: str) -> Table:
    """Past balances as they were published, and the editions measured here; no total."""
    return Table(
        key="evolution",
        title=_("Evolution over the editions"),
        columns=(
            Column("label", _("Balance")),
            Column("years", _("Years")),
            Column("detail", _("What it covers")),
            replace(EDITIONS, aside=True),
            *HEADLINE,
            code("standing"),
            Column("source", _("Source"), aside=True),
            Column("url", _("Link"), aside=True),
        ),
        rows=tuple(_balance(balance, language) for balance in report.evolution),
        note=_(
            "A balance over several editions stays one row: how it splits between them is "
            "unknown, and nothing is invented about it. Its bar is therefore not to be compared "
            "with that of a single edition."
        ),
        chart=Chart(Drawing.BARS, _("Tonnes saved, balance by balance"), "label", "weight"),
    )


def cumulative(report: Report, language: str) -> Table:
    """What was published, and what was measured here: two sums that are never added."""
    sums = report.cumulative
    return Table(
        key="cumulative",
        title=_("All editions together"),
        columns=(code("kind"), Column("label", _("What is summed")), EDITIONS, *HEADLINE),
        rows=(
            (
                "published",
                translate(_("Published balances"), language),
                sums.published_editions,
                *figures(sums.published),
            ),
            (
                "measured",
                translate(_("Editions measured by this software"), language),
                sums.measured_editions,
                *figures(sums.measured),
            ),
        ),
        note=_(
            "These two rows are never added: an edition may be in both. No fictional edition is "
            "in either. Firms of published balances are added balance by balance; firms measured "
            "here count once each."
        ),
        shape=Shape.KEYED,
    )


def _balance(balance: Balance, language: str) -> tuple[Cell, ...]:
    years = str(balance.first_year)
    if balance.last_year != balance.first_year:
        years += f"–{balance.last_year}"
    label, detail = balance.label, _("one edition, as published")
    if balance.is_fictional:
        label = translate(_("FICTIONAL – %(name)s"), language, name=label)
        detail = _("demonstration, never added")
    elif balance.is_measured:
        detail = _("one edition, measured here")
    elif balance.editions > 1:
        detail = _("%(editions)s editions, split unknown")
    standing = "measured" if balance.is_measured else "published"
    return (
        label,
        years,
        translate(detail, language, editions=balance.editions),
        balance.editions,
        *figures(balance.headline),
        "fictional" if balance.is_fictional else standing,
        balance.source,
        balance.url,
    )
