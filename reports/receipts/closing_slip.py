"""The slip of a session on 80 mm: what it sold by mode, what was counted, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reportlab.platypus import Flowable

from bourse.tills.closing_slips import ClosingSlip
from bourse.tills.sessions import ModeCount
from bourse.values import Money
from reports.kit import formats
from reports.kit.flow import gap, paragraph
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import fictional_words
from reports.kit.roll import BODY, CENTRED, STRONG, TITLE, Roll, cut, row, rows
from reports.kit.words import word

REASONS = {
    "change_error": _("Mistake in giving change"),
    "unrecorded": _("A sale or a movement not recorded"),
    "miscounted": _("Float miscounted at the opening"),
    "unknown": _("Nobody knows"),
    "device_lost": _("Tablet lost or stolen"),
    "device_broken": _("Tablet broken down"),
    "left_open": _("Left open, nobody sells there any more"),
    "other": _("Other reason"),
}
"""Why what was counted differs from what was expected, or why the organiser closed the session."""
MOVEMENTS = {
    "change_fund": _("Change fund"),
    "bank_deposit": _("Taken to the safe or the bank"),
    "expense": _("Expense"),
    "other": _("Other reason"),
}
"""Why cash was moved outside sales."""


def reason_word(code: str, language: str) -> str:
    """Why a session's count differs, in words."""
    return translate(REASONS[code], language)


def slip_on_roll(slip: ClosingSlip, language: str) -> bytes:
    """The PDF, one page; the same session gives the same bytes."""
    said = _Said(slip, language)
    return cut(Roll(said.title(), slip.organiser, language), list(said.story()))


class _Said:
    """What the slip says in a language, part by part."""

    def __init__(self, slip: ClosingSlip, language: str) -> None:
        self.slip, self.language = slip, language

    def say(self, message: str, **values: object) -> str:
        return translate(message, self.language, **values)

    def money(self, amount: Money) -> str:
        return formats.money(amount, self.language, self.slip.currency)

    def title(self) -> str:
        return self.say(_("Closing of till %(till)s"), till=self.slip.till)

    def story(self) -> Iterator[Flowable]:
        slip = self.slip
        if slip.is_fictional:
            yield paragraph(fictional_words(self.language), TITLE)
        yield paragraph(slip.edition, TITLE)
        siret = f"SIRET {slip.organiser_siret}" if slip.organiser_siret else ""
        yield from (paragraph(line, CENTRED) for line in (slip.organiser, siret) if line)
        yield gap(6)
        yield paragraph(self.title(), TITLE)
        yield from (paragraph(line, CENTRED) for line in self._seat())
        yield gap(6)
        yield self._sold()
        yield paragraph(self._counts(), BODY)
        yield gap(6)
        yield self._drawer()
        yield from (self._mode(count) for count in slip.row.counts)
        if slip.coins:
            coins = (f"{coin.count} × {self.money(coin.value)}" for coin in slip.coins)
            yield paragraph(" · ".join(coins), BODY)
        if slip.row.reason:
            reason = reason_word(slip.row.reason, self.language)
            said = _("Difference: %(reason)s")
            if slip.row.is_closed_by_organiser:
                said = _("In the tablet’s place: %(reason)s")
            yield paragraph(self.say(said, reason=reason), STRONG)
        if slip.row.since:
            late = self.money(slip.row.since)
            yield paragraph(self.say(_("Came after the closing: %(late)s"), late=late), STRONG)

    def _seat(self) -> Iterator[str]:
        row = self.slip.row
        opened, closed = _("opened %(at)s, cashier %(who)s"), _("closed %(at)s, cashier %(who)s")
        yield self.slip.site
        yield self.say(opened, at=self._moment(row.opened_at), who=row.opened_by)
        if row.closed_at and row.is_closed_by_organiser:
            yield self.say(_("closed %(at)s by the organiser"), at=self._moment(row.closed_at))
        elif row.closed_at:
            yield self.say(closed, at=self._moment(row.closed_at), who=row.closed_by)
        else:
            yield self.say(_("still open"))

    def _moment(self, at: datetime) -> str:
        return formats.instant(at, self.language, self.slip.timezone)

    def _sold(self) -> Flowable:
        modes = [
            row([word(mode, self.language)], self.money(taken))
            for mode, taken in self.slip.sold.items()
        ]
        total = row([self.say(_("Sold in all"))], self.money(self.slip.total), STRONG)
        return rows([*modes, total], line_above=len(modes))

    def _counts(self) -> str:
        counted = _("Sales: %(sales)s · reversals: %(reversals)s · duplicates: %(copies)s")
        slip = self.slip
        return self.say(counted, sales=slip.sales, reversals=slip.reversals, copies=slip.copies)

    def _drawer(self) -> Flowable:
        return rows(
            [
                row([self.say(_("Float"))], self.money(self.slip.row.float_)),
                *(
                    row([self.say(MOVEMENTS[one.reason])], self.money(one.amount))
                    for one in self.slip.movements
                ),
            ],
            line_above=0,
        )

    def _mode(self, count: ModeCount) -> Flowable:
        return rows(
            [
                row([word(count.mode, self.language)], "", STRONG),
                row([self.say(_("Expected"))], self.money(count.expected)),
                row([self.say(_("Counted"))], self.money(count.counted)),
                row([self.say(_("Difference"))], self.money(count.difference), STRONG),
            ],
            line_above=0,
        )
