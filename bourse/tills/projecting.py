"""From a fact to the rows it makes, without a database: recording inserts them, `verify` compares.

Rows are plain mappings by column name, because the selling path writes them through SQLAlchemy
Core: its unit of work would cost twice as much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bourse.tills.facts import (
    CashMoved,
    Duplicated,
    Reversed,
    SessionClosed,
    SessionOpened,
    Sold,
    TillFact,
    Trained,
)

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact belongs: ids that the payload names by code."""

    edition_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What one fact puts into each projection; `closings` update a session already opened."""

    sales: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    sessions: list[Row] = field(default_factory=list)
    closings: list[Row] = field(default_factory=list)
    counts: list[Row] = field(default_factory=list)
    movements: list[Row] = field(default_factory=list)
    copies: list[Row] = field(default_factory=list)

    def sold_milli(self) -> dict[int, int]:
        """By lot id, what this fact sells of it (negative when it comes back)."""
        sold: dict[int, int] = {}
        for line in self.lines:
            lot_id, quantity = line["lot_id"], line["quantity_milli"]
            if isinstance(lot_id, int) and isinstance(quantity, int):
                sold[lot_id] = sold.get(lot_id, 0) + quantity
        return sold


def rows_of(fact: TillFact, seq: int, place: Place, lot_ids: Mapping[str, int]) -> Rows:
    """The rows that entry `seq` makes; `lot_ids` gives the id of each lot code of the edition."""
    match fact:
        case Sold() | Reversed():
            return Rows(
                sales=[_sale(fact, seq, place)],
                lines=_lines(fact, seq, place, lot_ids),
                payments=_payments(fact, seq),
            )
        case SessionOpened():
            return Rows(sessions=[_session(fact, place)])
        case SessionClosed():
            return Rows(closings=[_closing(fact)], counts=_counts(fact, seq))
        case CashMoved():
            return Rows(
                movements=[
                    {
                        "seq": seq,
                        "session_uuid": fact.session,
                        "happened_at": fact.happened_at,
                        "amount_cents": fact.amount_cents,
                        "reason": fact.reason,
                    }
                ]
            )
        case Duplicated():
            return Rows(
                copies=[
                    {
                        "seq": seq,
                        "session_uuid": fact.session,
                        "of": fact.of,
                        "copy_number": fact.copy_number,
                    }
                ]
            )
        case Trained():
            return Rows()


def _sale(fact: Sold | Reversed, seq: int, place: Place) -> Row:
    return {
        "seq": seq,
        "fact_id": fact.fact_id,
        "edition_id": place.edition_id,
        "site_id": place.site_id,
        "session_uuid": fact.session,
        "series": fact.till,
        "receipt": fact.receipt,
        "cashier": fact.cashier,
        "happened_at": fact.happened_at,
        "total_cents": fact.total_cents,
        "reverses": fact.reverses if isinstance(fact, Reversed) else None,
        "approved_by": fact.approved_by,
        "stand_basket": fact.stand_basket if isinstance(fact, Sold) else None,
        "sheet": fact.sheet if isinstance(fact, Sold) else None,
    }


def _lines(fact: Sold | Reversed, seq: int, place: Place, lot_ids: Mapping[str, int]) -> list[Row]:
    return [
        {
            "sale_seq": seq,
            "position": position,
            "edition_id": place.edition_id,
            "lot_id": lot_ids.get(line.lot) if line.lot else None,
            "lot": line.lot,
            "exhibitor": line.exhibitor,
            "category": line.category,
            "designation": line.designation,
            "quantity_milli": line.quantity_milli,
            "unit": line.unit,
            "unit_price_cents": line.unit_price_cents,
            "total_cents": line.total_cents,
            "vat_regime": line.vat_regime,
            "origin": line.origin,
            "reference_price_cents": line.reference_price_cents,
            "weight_g": line.weight_g,
            "weight_method": line.weight_method,
            "catalogue_price_cents": line.catalogue_price_cents,
            "price_reason": line.price_reason,
            "to_collect": line.to_collect,
        }
        for position, line in enumerate(fact.lines, start=1)
    ]


def _payments(fact: Sold | Reversed, seq: int) -> list[Row]:
    return [
        {
            "sale_seq": seq,
            "position": position,
            "mode": paid.mode,
            "amount_cents": paid.amount_cents,
            "tendered_cents": paid.tendered_cents,
            "reference": paid.reference,
            "exhibitor": paid.exhibitor,
        }
        for position, paid in enumerate(fact.payments, start=1)
    ]


def _session(fact: SessionOpened, place: Place) -> Row:
    return {
        "uuid": fact.session,
        "edition_id": place.edition_id,
        "series": fact.till,
        "cashier": fact.cashier,
        "opened_at": fact.happened_at,
        "float_cents": fact.float_cents,
        "closed_at": None,
        "counted_cents": None,
        "closed_by": None,
        "reason": None,
    }


def _closing(fact: SessionClosed) -> Row:
    return {
        "uuid": fact.session,
        "closed_at": fact.happened_at,
        "counted_cents": fact.counted_cents,
        "closed_by": fact.cashier,
        "reason": fact.reason,
    }


def _counts(fact: SessionClosed, seq: int) -> list[Row]:
    return [
        {
            "seq": seq,
            "position": position,
            "session_uuid": fact.session,
            "mode": count.mode,
            "expected_cents": count.expected_cents,
            "counted_cents": count.counted_cents,
        }
        for position, count in enumerate(fact.counts, start=1)
    ]
