"""Typing in a paper sheet: what was written by hand becomes a fact like any other, once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.desk.paper import next_fact, paper_series
from bourse.desk.sheets import SheetRange, range_of, receipt_of_sheet
from bourse.desk.written import WrittenLine, WrittenPayment, WrittenSheet
from bourse.editions.models import Edition, SalesMode
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.goods.weighing import WeightMethod
from bourse.journal import service as journal
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.tills.baskets import Line
from bourse.tills.catalogue import lot_on_sale
from bourse.tills.device import series_state
from bourse.tills.models import Till
from bourse.tills.recording import Outcome, Result, record
from bourse.values import LotCode, Money, Quantity, Unit

_PARTS = {
    "unit_price_cents": "price",
    "total_cents": "price",
    "unit_weight_g": "weight",
    "weight_g": "weight",
    "designation": "designation",
}
"""The part of the form's line that each value of a fact's line is typed in; else the quantity."""


def type_in(edition: Edition, sheet: WrittenSheet, *, by: Actor) -> Outcome:
    """Record a sheet as a sale of its site's paper series.

    Raises, on the form's fields: `sheet_unknown`, `sheet_used` (receipt), `sheet_too_early`,
    `sheet_future`, `sheet_empty`, `sheet_payments` (lines, paid), and those of a line: `sheet_line`
    for what no receipt can hold. A sheet whose receipt was wholly given back is typed in again.
    """
    journal.lock()
    printed = _printed(edition, sheet)
    device = paper_series(printed.site)
    lines = [
        _line(edition, device.till, written, place) for place, written in enumerate(sheet.lines)
    ]
    if not lines:
        raise BourseError("sheet_empty", field="lines")
    total = sum(line.total_cents for line in lines)
    paid = sum(payment.amount.cents for payment in sheet.payments)
    if paid != total:
        raise BourseError("sheet_payments", field="cash", lines=Money(total), paid=Money(paid))
    fact = next_fact(device, "sale", sheet.at) | {
        "session": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{edition.slug}/{device.series}")),
        "cashier": sheet.cashier,
        "receipt": series_state(device).receipt + 1,
        "sheet": sheet.number,
        "lines": [line.model_dump(mode="json", exclude_unset=True) for line in lines],
        "payments": list(_payments(edition, lines, sheet.payments)),
        "total_cents": total,
    }
    outcome = record(device, [fact], is_heard=False).outcomes[0]
    if outcome.result is Result.REFUSED:
        raise BourseError("sheet_unreadable", reason=outcome.reasons[0])
    note(by, "sheet.type_in", f"edition:{edition.id}", sheet=sheet.number, seq=outcome.seq)
    return outcome


def _printed(edition: Edition, sheet: WrittenSheet) -> SheetRange:
    printed = range_of(edition.id, sheet.number)
    if printed is None:
        raise BourseError("sheet_unknown", field="number", number=sheet.number)
    if receipt := receipt_of_sheet(edition.id, sheet.number):
        raise BourseError("sheet_used", field="number", number=sheet.number, receipt=receipt)
    if sheet.at > now():
        raise BourseError("sheet_future", field="at")
    if sheet.at.date() < printed.printed_at.date():
        raise BourseError("sheet_too_early", field="at")
    return printed


def _line(edition: Edition, till: Till, written: WrittenLine, place: int) -> Line:
    """The line of a fact; an error stands on the part of the form's line that it speaks of."""
    try:
        if written.quantity_milli <= 0:
            raise BourseError("sheet_quantity", field="quantity")
        of_lot = _of_lot(till, written) if written.lot else _free(edition, written)
    except ValidationError as error:
        (wrong, *_others) = error.errors()
        part = _PARTS.get(str(wrong["loc"][0]) if wrong["loc"] else "", "quantity")
        raise BourseError("sheet_line", field=f"lines-{place}-{part}") from error
    except BourseError as error:
        error.params["field"] = f"lines-{place}-{error.params.get('field', 'lot')}"
        raise
    return of_lot


def _of_lot(till: Till, written: WrittenLine) -> Line:
    lot = lot_on_sale(till, LotCode.parse(written.lot).compact)
    quantity = _quantity(written, lot.remaining.unit)
    price = lot.price if written.price is None else written.price
    weight = lot.unit_weight.times(quantity) if lot.unit_weight else None
    honoured = "label" if price == lot.labelled_price else "other"
    other = {"catalogue_price_cents": lot.price.cents, "price_reason": honoured}
    return Line.model_validate(
        {
            "lot": lot.code,
            "exhibitor": lot.exhibitor,
            "category": lot.category,
            "designation": lot.designation,
            "quantity_milli": quantity.milli,
            "unit": quantity.unit,
            "unit_price_cents": price.cents,
            "total_cents": price.times(quantity).cents,
            "vat_regime": lot.vat_regime,
            "origin": lot.origin,
            "reference_price_cents": lot.reference_price.cents if lot.reference_price else None,
            "unit_weight_g": lot.unit_weight.grams if lot.unit_weight else None,
            "weight_g": weight.grams if weight else None,
            "weight_method": lot.weight_method if weight else WeightMethod.UNKNOWN,
            **({} if price == lot.price else other),
        }
    )


def _free(edition: Edition, written: WrittenLine) -> Line:
    for part in ("designation", "exhibitor", "category", "origin", "price"):
        if not getattr(written, part) and getattr(written, part) != Money(0):
            raise BourseError("sheet_free_line", field=part)
    seller = db.session.scalar(
        select(Exhibitor).where(
            Exhibitor.edition_id == edition.id, Exhibitor.code == written.exhibitor
        )
    )
    if seller is None or written.price is None or written.origin is None:
        raise BourseError("sheet_free_line", field="exhibitor")
    quantity = _quantity(written, written.unit)
    weight = written.unit_weight.times(quantity) if written.unit_weight else None
    return Line(
        lot=None,
        exhibitor=seller.code,
        category=written.category,
        designation=written.designation,
        quantity_milli=quantity.milli,
        unit=quantity.unit,
        unit_price_cents=written.price.cents,
        total_cents=written.price.times(quantity).cents,
        vat_regime=seller.company.vat_regime,
        origin=written.origin,
        reference_price_cents=None,
        unit_weight_g=written.unit_weight.grams if written.unit_weight else None,
        weight_g=weight.grams if weight else None,
        weight_method=WeightMethod.DECLARED if weight else WeightMethod.UNKNOWN,
    )


def _quantity(written: WrittenLine, unit: Unit) -> Quantity:
    try:
        return Quantity(written.quantity_milli, unit)
    except BourseError as error:
        raise BourseError("sheet_quantity", field="quantity") from error


def _payments(
    edition: Edition, lines: Sequence[Line], payments: Sequence[WrittenPayment]
) -> Iterator[dict[str, object]]:
    """The payments; where each exhibitor cashes, cut so that each is one seller's."""
    if edition.sales_mode is not SalesMode.EXHIBITOR_CASHES:
        for payment in payments:
            yield _paid(payment, payment.amount.cents, None)
        return
    owed: dict[str, int] = {}
    for line in lines:
        owed[line.exhibitor] = owed.get(line.exhibitor, 0) + line.total_cents
    for payment in payments:
        left = payment.amount.cents
        for seller in owed:
            part = min(left, owed[seller])
            if part:
                owed[seller], left = owed[seller] - part, left - part
                yield _paid(payment, part, seller)


def _paid(payment: WrittenPayment, cents: int, seller: str | None) -> dict[str, object]:
    paid: dict[str, object] = {"mode": payment.mode.value, "amount_cents": cents}
    paid |= {"reference": payment.reference} if payment.reference else {}
    return paid | ({"exhibitor": seller} if seller else {})
