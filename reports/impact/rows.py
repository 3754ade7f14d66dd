"""The report as tables: the one place where its figures become rows, for every document."""

from __future__ import annotations

from bourse.impact.report import Report
from bourse.values import Rate
from reports.impact.editions import cumulative, evolution
from reports.impact.headings import HEADLINE, OFFERED, TURNOVER_SHARE, UNSOLD, figures
from reports.impact.shares import methods, origins
from reports.impact.splits import by_category, by_exhibitor, by_hour, by_site
from reports.kit.language import mark as _
from reports.kit.table import Column, Kind, Shape, Table, translated


def tables(report: Report, language: str) -> list[Table]:
    """Every figure of the report, in the order in which it is read."""
    found = (
        headline(report),
        by_category(report, language),
        by_site(report, language),
        by_exhibitor(report, language),
        by_hour(report, language),
        methods(report, language),
        origins(report, language),
        flow(report),
        savings(report),
        evolution(report, language),
        cumulative(report, language),
    )
    return [translated(table, language) for table in found]


def headline(report: Report) -> Table:
    """The four figures and two averages."""
    return Table(
        key="headline",
        title=_("Headline figures"),
        columns=(
            *HEADLINE,
            Column("average_basket", _("Average basket"), Kind.MONEY),
            Column("average_weight", _("Weight per purchase"), Kind.WEIGHT),
        ),
        rows=((*figures(report.headline), report.average_basket, report.average_weight),),
        shape=Shape.SINGLE,
    )


def flow(report: Report) -> Table:
    """What became of the goods offered."""
    masses = report.flow
    row = (masses.offered, masses.sold, masses.unsold, masses.removed, masses.difference)
    return Table(
        key="flow",
        title=_("Offered, sold, unsold"),
        columns=(
            OFFERED,
            Column("sold", _("Sold"), Kind.WEIGHT),
            UNSOLD,
            Column("removed", _("Removed from sale"), Kind.WEIGHT),
            Column("difference", _("Weighing difference"), Kind.WEIGHT),
            Column("lots", _("Lots offered"), Kind.COUNT),
            Column("lots_unweighed", _("Lots of unknown weight"), Kind.COUNT),
        ),
        rows=((*row, masses.lots, masses.lots_unweighed),),
        note=_(
            "Offered = sold + unsold + removed (broken, lost, taken back) + difference: goods "
            "weighed at the till, sold without a label, or corrected after a sale."
        ),
        shape=Shape.SINGLE,
    )


def savings(report: Report) -> Table:
    """What buyers saved against the price of new goods, and on how much of the turnover."""
    saved = report.savings
    return Table(
        key="savings",
        title=_("Buyers’ savings"),
        columns=(
            Column("amount", _("Saved against new"), Kind.MONEY),
            Column("covered", _("Turnover covered"), Kind.MONEY),
            TURNOVER_SHARE,
        ),
        rows=((saved.amount, saved.covered, Rate(saved.covered_bp)),),
        note=_(
            "Price of new goods given by the exhibitor, less the price paid, on the lines that "
            "have such a price only."
        ),
        shape=Shape.SINGLE,
    )
