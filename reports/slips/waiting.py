"""What was paid and not collected, as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from bourse.clock import now
from bourse.editions.models import Edition
from bourse.pickups.waiting import Waiting
from reports.kit import formats
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import fictional_words
from reports.kit.spreadsheet import workbook
from reports.kit.table import Column, Table, translated

COLUMNS = (
    Column("receipt", _("Receipt")),
    Column("paid_at", _("Paid on")),
    Column("exhibitor", _("Exhibitor")),
    Column("lot", _("Lot")),
    Column("designation", _("Designation")),
    Column("paid", _("Paid quantity")),
    Column("left", _("Left to collect")),
)


def as_xlsx(edition: Edition, rows: Sequence[Waiting], language: str) -> bytes:
    """A sheet of notes, then one row a line that waits, the oldest first."""
    table = Table(
        key="to_collect",
        title=_("Paid and not collected"),
        columns=COLUMNS,
        rows=tuple(
            (
                row.number,
                formats.instant(row.paid_at, language, edition.timezone),
                f"{row.exhibitor} – {row.exhibitor_name}",
                row.lot,
                row.designation,
                formats.quantity(row.paid, language),
                formats.quantity(row.left, language),
            )
            for row in rows
        ),
    )
    title = translate(_("Paid and not collected"), language)
    stamp = formats.instant(now(), language, edition.timezone)
    notes = [
        (title, edition.name),
        (translate(_("As it stood on"), language), stamp),
        *([(fictional_words(language), "")] if edition.is_fictional else []),
    ]
    return workbook([translated(table, language)], notes, edition.currency)
