"""What makes a recorded fact worth a person's eye: it happened all the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sqlalchemy import bindparam, select

from bourse.db import core, total
from bourse.journal.chain import GENESIS, sha256
from bourse.journal.models import JournalEntry
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.lots.price_changes import had_price
from bourse.prepared import Prepared
from bourse.reception.awaiting import awaited
from bourse.tills import approvals, overlaps
from bourse.tills.facts import Reversed, Sold, TillFact
from bourse.tills.inbox import ConflictKind
from bourse.tills.pricing import flag_of_older_price, flag_of_price
from bourse.tills.projecting import Rows
from bourse.tills.projections import Sale, SaleLine
from bourse.tills.senders import Sender
from bourse.values import Rate


class Flag(NamedTuple):
    """What a person must look at: the lot it is about, or what else (`Conflict.about`)."""

    kind: ConflictKind
    lot: str | None = None
    about: str | None = None


class LotRow(NamedTuple):
    """A lot as it is while a fact is judged: its price, and what is left before the fact."""

    id: int
    code: str
    edition_id: int
    status: LotStatus
    price_cents: int
    labelled_price_cents: int | None
    left_milli: int
    is_awaited: bool


_LAST = Prepared(
    select(JournalEntry.till_seq, JournalEntry.payload)
    .where(
        JournalEntry.edition_id == bindparam("edition_id"),
        JournalEntry.till == bindparam("till"),
        JournalEntry.till_seq <= bindparam("till_seq"),
    )
    .order_by(JournalEntry.till_seq.desc())
    .limit(1)
)
_SAID_TWICE = (
    SaleLine.lot,
    SaleLine.designation,
    SaleLine.exhibitor,
    SaleLine.unit,
    SaleLine.unit_price_cents,
)
"""What a line and its twin both say, as in app/static/till/reversal.js."""
_KEPT = Prepared(
    select(*_SAID_TWICE, total(SaleLine.quantity_milli))
    .join(Sale, Sale.seq == SaleLine.sale_seq)
    .where((Sale.fact_id == bindparam("sale")) | (Sale.reverses == bindparam("sale")))
    .group_by(*_SAID_TWICE)
)


def lots_named(fact: TillFact, edition_id: int) -> dict[str, LotRow]:
    """The lots a basket names, by code, with their price and what is left of them."""
    if not isinstance(fact, Sold | Reversed):
        return {}
    codes = sorted({line.lot for line in fact.lines if line.lot})
    if not codes:
        return {}
    places = 1 << (len(codes) - 1).bit_length()
    asked = dict.fromkeys(_places(places), codes[-1]) | dict(
        zip(_places(places), codes, strict=False)
    )
    rows = map(LotRow._make, _lots(places).rows(core(), **asked))
    return {row.code: row for row in rows if row.edition_id == edition_id}


@cache
def _lots(places: int) -> Prepared:
    """The lots of so many codes; a basket takes the next power of two and repeats its last one.

    Of whatever edition: asked for the edition too, SQLite would read all of its catalogue.
    """
    return Prepared(
        select(
            Lot.id,
            Lot.code,
            Lot.edition_id,
            Lot.status,
            Lot.price_cents,
            Lot.labelled_price_cents,
            Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli,
            awaited(),
        )
        .join(Stock, Stock.lot_id == Lot.id)
        .where(Lot.code.in_([bindparam(place) for place in _places(places)]))
    )


@cache
def _places(count: int) -> tuple[str, ...]:
    return tuple(f"code_{number}" for number in range(count))


def follows_its_chain(fact: TillFact, edition_id: int) -> bool:
    """Whether the fact's number is free and follows, by hash too, the one before it in its series.

    A number gone astray, far above, makes no later fact suspect.
    """
    whose = {"edition_id": edition_id, "till": fact.till, "till_seq": fact.till_seq}
    last = _LAST.first(core(), **whose)
    if last is None:
        return fact.till_seq == 1 and fact.prev == GENESIS
    till_seq, payload = last
    return fact.till_seq == till_seq + 1 and fact.prev == sha256(payload)


def of_fact(fact: TillFact, rows: Rows, lots: Mapping[str, LotRow], sender: Sender) -> list[Flag]:
    """The flags a fact earns, judged on the stock before it is applied."""
    match fact:
        case Sold():
            flags = _of_sale(fact, rows, lots) + _of_prices(fact, lots, sender)
            if overlaps.is_cashed_again(fact, sender.edition_id):
                flags.append(Flag(ConflictKind.STAND_BASKET))
            return list(dict.fromkeys(flags))
        case Reversed():
            flags = _of_reversal(fact)
            if approvals.is_missing(fact, sender.edition_id):
                flags.append(Flag(ConflictKind.UNAPPROVED))
            return flags
        case _:
            return []


def _of_sale(fact: Sold, rows: Rows, lots: Mapping[str, LotRow]) -> list[Flag]:
    flags: list[Flag] = []
    sold = rows.sold_milli()
    for line in fact.lines:
        lot = lots.get(line.lot) if line.lot else None
        if line.lot and lot is None:
            flags.append(Flag(ConflictKind.UNKNOWN_LOT, line.lot))
        if lot is None:
            continue
        if lot.status is not LotStatus.OFFERED:
            flags.append(Flag(ConflictKind.WITHDRAWN_LOT, line.lot))
        elif lot.is_awaited:
            flags.append(Flag(ConflictKind.AWAITED_LOT, line.lot))
        if sold[lot.id] > lot.left_milli:
            flags.append(Flag(ConflictKind.OVERSOLD, line.lot))
    return flags


def _of_prices(fact: Sold, lots: Mapping[str, LotRow], sender: Sender) -> list[Flag]:
    """Flag what has another price than the catalogue's without a right to it."""
    limit = Rate(sender.cashier_markdown_bp)
    flags: list[Flag] = []
    for line in fact.lines:
        lot = lots.get(line.lot) if line.lot else None
        kind = lot and flag_of_price(line, lot.price_cents, lot.labelled_price_cents, limit)
        if lot and kind is ConflictKind.PRICE_DIFFERS and had_price(lot.id, line.unit_price_cents):
            kind = flag_of_older_price(line, lot.price_cents, limit)
        if kind:
            flags.append(Flag(kind, line.lot))
    below = [flag for flag in flags if flag.kind is ConflictKind.BELOW_LIMIT]
    who = (fact.cashier, fact.approved_by) if below else ()
    if any(approvals.is_supervisor(code, sender.edition_id) for code in who):
        return [flag for flag in flags if flag not in below]
    return flags


def _of_reversal(fact: Reversed) -> list[Flag]:
    """Flag what gives back more of a lot than its sale had left, or knows no such sale."""
    kept = {tuple(said): milli for *said, milli in _KEPT.rows(core(), sale=fact.reverses)}
    flags: list[Flag] = []
    for line in fact.lines:
        key = (
            line.lot,
            line.designation,
            line.exhibitor,
            line.unit,
            line.unit_price_cents,
        )
        kept[key] = kept.get(key, 0) + line.quantity_milli
        if kept[key] < 0:
            flags.append(Flag(ConflictKind.OVER_REVERSED, line.lot))
    return list(dict.fromkeys(flags))
