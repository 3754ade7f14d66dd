"""Finding sales again: the last ones of a till, and one with what was already given back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from bourse.db import db, total
from bourse.errors import BourseError
from bourse.journal.chain import sha256
from bourse.journal.models import JournalEntry
from bourse.tills.models import Till
from bourse.tills.projections import Sale, SaleLine
from bourse.values import Money, Page
from bourse.values.page import number_after

PAGE = 50
MOST_EDITIONS = 100
"""How many receipts of one number are looked at: a number comes back in each edition."""
_Twin = aliased(Sale)
KEPT: ColumnElement[int] = (
    select(total(SaleLine.quantity_milli))
    .join(_Twin, _Twin.seq == SaleLine.sale_seq)
    .where(or_(_Twin.fact_id == Sale.fact_id, _Twin.reverses == Sale.fact_id))
    .correlate(Sale)
    .scalar_subquery()
)
"""What the buyer of a sale has kept of it, in thousandths: 0 once all of it came back."""
_SIGNATURE = re.compile(r"[0-9a-f]{12,64}")
_NUMBER = re.compile(
    r"(?:^|/)(C\d{1,4}[a-z]{1,4})-?0*(\d{1,7})(?:#[0-9a-f]{12,64})?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A receipt in a list; `is_reversed` when some of it came back, `reverses` when it is one."""

    fact_id: str
    number: str
    happened_at: datetime
    cashier: str
    total: Money
    reverses: str | None
    is_reversed: bool


def last_sales(till: Till, *, after: str | None = None, size: int = PAGE) -> Page[SaleRow]:
    """The receipts of all devices of a till, latest first; `after` is the last entry's seq."""
    series = [enrolment.series for enrolment in till.enrolments]
    twin = aliased(Sale)
    wanted = (
        select(Sale, exists().where(twin.reverses == Sale.fact_id).label("came_back"))
        .where(Sale.edition_id == till.edition_id, Sale.series.in_(series))
        .order_by(Sale.seq.desc())
        .limit(size + 1)
    )
    if seen := number_after(after):
        wanted = wanted.where(Sale.seq < seen)
    rows = db.session.execute(wanted).all()
    page = Page.of(rows, size, lambda row: row[0].seq)
    return Page(
        tuple(
            SaleRow(
                fact_id=sale.fact_id,
                number=sale.number,
                happened_at=sale.happened_at,
                cashier=sale.cashier,
                total=sale.total,
                reverses=sale.reverses,
                is_reversed=came_back,
            )
            for sale, came_back in page.rows
        ),
        page.after,
    )


def read_number(text: str) -> tuple[str, int] | None:
    """Series and number of a receipt as printed, typed, or scanned from its QR; None if none is."""
    written = _NUMBER.search("".join(text.split()))
    return written and (written[1][0].upper() + written[1][1:].lower(), int(written[2]))


def sale_numbered(edition_id: int, text: str) -> Sale:
    """The sale or reversal of that number; of a doubled one the first. Raises `receipt_unknown`."""
    number = read_number(text)
    sale = number and db.session.scalar(
        select(Sale)
        .where(Sale.edition_id == edition_id, Sale.series == number[0], Sale.receipt == number[1])
        .order_by(Sale.seq)
        .limit(1)
    )
    if not sale:
        raise BourseError("receipt_unknown")
    return sale


def sale_of(fact_id: str | None) -> Sale | None:
    """The sale that a fact made; None for none."""
    return db.session.scalar(select(Sale).where(Sale.fact_id == fact_id)) if fact_id else None


def is_signed(number: str, signature: str) -> bool:
    """Whether a receipt of this number, in any edition, has a hash that begins with `signature`.

    At least the twelve digits that a receipt prints, as typed.
    """
    wanted = "".join(signature.split()).lower()
    found = read_number(number)
    if not found or not _SIGNATURE.fullmatch(wanted):
        return False
    payloads = db.session.scalars(
        select(JournalEntry.payload)
        .join(Sale, Sale.seq == JournalEntry.seq)
        .where(Sale.series == found[0], Sale.receipt == found[1])
        .limit(MOST_EDITIONS)
    )
    return any(sha256(payload).startswith(wanted) for payload in payloads)


def sale_with_reversals(edition_id: int, number: str) -> list[Mapping[str, object]]:
    """The facts of a receipt as the journal has them: the sale, then what was given back of it.

    `number` as it is printed or typed: C2b-0041, c2b41. Raises `receipt_unknown`.
    """
    sale = sale_numbered(edition_id, number)
    payloads = db.session.scalars(
        select(JournalEntry.payload)
        .join(Sale, Sale.seq == JournalEntry.seq)
        .where((Sale.fact_id == sale.fact_id) | (Sale.reverses == sale.fact_id))
        .order_by(JournalEntry.seq)
    )
    return [json.loads(payload) for payload in payloads]
