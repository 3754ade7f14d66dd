"""The cheques as a spreadsheet: a sheet a payee, because each deposits its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bourse.editions.models import Edition
from bourse.tills.cheques import Cheque
from bourse.values import Money
from reports.kit import formats
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.spreadsheet import workbook
from reports.kit.table import Column, Kind, Table, translated

COLUMNS = (
    Column("reference", _("Cheque number")),
    Column("receipt", _("Receipt")),
    Column("till", _("Till")),
    Column("cashier", _("Cashier")),
    Column("taken_at", _("Taken")),
    Column("amount", _("Amount"), Kind.MONEY),
    Column("given_back", _("Given back"), Kind.MONEY),
    Column("left", _("To deposit"), Kind.MONEY),
)
FICTIONAL = _("FICTIONAL – demonstration data")


def as_xlsx(edition: Edition, cheques: Sequence[Cheque], as_of: datetime, language: str) -> bytes:
    """An XLSX whose amounts are exact, with what it holds and when on its first sheet."""
    when = formats.instant(as_of, language, edition.timezone)
    total = sum((cheque.left for cheque in cheques), Money(0))
    notes = [
        (translate(_("Cheques to deposit"), language), edition.name),
        (translate(_("As of"), language), when),
        (translate(_("Cheques"), language), str(len(cheques))),
        (
            translate(_("To deposit"), language),
            formats.money(total, language, edition.currency),
        ),
    ]
    if edition.is_fictional:
        notes.insert(1, (translate(FICTIONAL, language), ""))
    payees = list(dict.fromkeys(cheque.payee for cheque in cheques))
    tables = [
        _table(payee, [cheque for cheque in cheques if cheque.payee == payee], edition, language)
        for payee in payees
    ]
    return workbook(tables, notes, edition.currency)


def _table(payee: str, cheques: Sequence[Cheque], edition: Edition, language: str) -> Table:
    rows = tuple(
        (
            cheque.reference or "",
            cheque.receipt,
            cheque.series,
            cheque.cashier,
            formats.instant(cheque.taken_at, language, edition.timezone),
            cheque.amount,
            cheque.given_back,
            cheque.left,
        )
        for cheque in cheques
    )
    sums = [sum(amounts, Money(0)) for amounts in zip(*(row[5:] for row in rows), strict=True)]
    total = (translate(_("Total"), language), "", "", "", "", *sums)
    plain = translated(Table("cheques", _("Cheques"), COLUMNS, rows, total), language)
    return replace(plain, title=payee) if payee else plain
