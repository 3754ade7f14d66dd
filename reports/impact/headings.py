"""Columns that several tables of the report have, and the four figures that fill them."""

from __future__ import annotations

from bourse.impact.report import Headline
from reports.kit.language import mark as _
from reports.kit.table import Cell, Column, Kind

WEIGHT = Column("weight", _("Tonnes saved"), Kind.WEIGHT)
TURNOVER = Column("turnover", _("Turnover"), Kind.MONEY)
PURCHASES = Column("purchases", _("Purchases"), Kind.COUNT)
FIRMS = Column("firms", _("Firms"), Kind.COUNT)
HEADLINE = (WEIGHT, TURNOVER, PURCHASES, FIRMS)

OFFERED = Column("offered", _("Offered"), Kind.WEIGHT)
UNSOLD = Column("unsold", _("Unsold"), Kind.WEIGHT)
WEIGHT_SHARE = Column("weight_share", _("Share of the weight"), Kind.SHARE)
TURNOVER_SHARE = Column("turnover_share", _("Share of turnover"), Kind.SHARE)
EDITIONS = Column("editions", _("Editions"), Kind.COUNT)


def code(key: str = "code") -> Column:
    """The column that names a row to machines."""
    return Column(key, _("Code"), aside=True)


def figures(headline: Headline) -> tuple[Cell, ...]:
    """The cells under HEADLINE."""
    return (headline.weight, headline.turnover, headline.purchases, headline.firms)
