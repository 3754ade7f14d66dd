"""Shares of the tonnage: by weighing method, the unknown apart, and by origin."""

from __future__ import annotations

from bourse.impact.report import Report
from bourse.values import Rate
from reports.impact.headings import TURNOVER, TURNOVER_SHARE, WEIGHT, WEIGHT_SHARE, code
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.table import Chart, Column, Drawing, Kind, Table
from reports.kit.words import word


def methods(report: Report, language: str) -> Table:
    """How the weight of what was sold is known, the unknown shown apart."""
    rows = tuple(
        (
            share.method.value,
            word(share.method, language),
            share.lines,
            share.weight,
            None if share.weight_bp is None else Rate(share.weight_bp),
            share.turnover,
            Rate(share.turnover_bp),
        )
        for share in report.methods
    )
    lines = sum(share.lines for share in report.methods)
    whole = report.headline
    return Table(
        key="methods",
        title=_("How the weight is known"),
        columns=(
            code("method"),
            Column("label", _("Method")),
            Column("lines", _("Lines sold"), Kind.COUNT),
            WEIGHT,
            WEIGHT_SHARE,
            TURNOVER,
            TURNOVER_SHARE,
        ),
        rows=rows,
        total=(
            None,
            translate(_("Total"), language),
            lines,
            whole.weight,
            None,
            whole.turnover,
            None,
        ),
        note=_(
            "What nobody could weigh counts as missing, never as zero: its turnover is known, its "
            "weight is not, and no tonnage of this report holds it."
        ),
        chart=Chart(Drawing.STACK, _("Share of the tonnage by method"), "label", "weight_share"),
    )


def origins(report: Report, language: str) -> Table:
    """New surplus or reclaimed: where the goods sold came from."""
    whole = report.headline
    return Table(
        key="origins",
        title=_("Where the goods come from"),
        columns=(code("origin"), Column("label", _("Origin")), WEIGHT, WEIGHT_SHARE, TURNOVER),
        rows=tuple(
            (
                share.origin.value,
                word(share.origin, language),
                share.weight,
                Rate(share.weight_bp),
                share.turnover,
            )
            for share in report.origins
        ),
        total=(None, translate(_("Total"), language), whole.weight, None, whole.turnover),
        chart=Chart(Drawing.STACK, _("Share of the tonnage by origin"), "label", "weight_share"),
    )
