"""What a till may sell: the edition's lots, each with all that a line of a receipt freezes.

A till reads the whole catalogue once, then what moved beyond the revision it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Row, and_, func, literal, select, tuple_
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import Select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.goods.weighing import WeightMethod
from bourse.holds.held import Held, holds_on
from bourse.lots import revision
from bourse.lots.models import Lot, LotStatus, Origin, Stock
from bourse.people.models import Company, VatRegime
from bourse.reception.awaiting import awaited
from bourse.tills.models import Till
from bourse.values import LotCode, Money, Page, Quantity, Weight

PAGE = 500
_BY_CODE = re.compile(r"(\d{1,9})\.([0-9A-Z]{1,8})")
_BY_REVISION = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})")
"""What pages give as `after`: the revision when the reading began, then where to go on."""


@dataclass(frozen=True, slots=True)
class LotOnSale:
    """A lot as a till sells it; prices and weights are of one unit, `stand` on the till's site.

    `labelled_price` is what its label says, when one was printed; `is_awaited` that nobody has seen
    it come where goods are received. `holds` are what visitors hold of it now, mostly nothing.
    """

    code: str
    status: LotStatus
    designation: str
    exhibitor: str
    exhibitor_name: str
    stand: str
    category: str
    price: Money
    labelled_price: Money | None
    reference_price: Money | None
    unit_weight: Weight | None
    weight_method: WeightMethod
    vat_regime: VatRegime
    origin: Origin
    remaining: Quantity
    is_awaited: bool
    pieces: int
    holds: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page of the catalogue. Once `after` is None, the device holds all up to `revision`."""

    lots: tuple[LotOnSale, ...]
    after: str | None
    revision: int


def lots_of(till: Till, *, after: str | None = None, size: int = PAGE) -> Reading:
    """The lots of the till's edition by code, withdrawn ones too; `after` is the page's before."""
    going_on = _BY_CODE.fullmatch(after or "")
    begun = int(going_on[1]) if going_on else revision.current(till.edition_id)
    wanted = _lots(till).where(Lot.status != LotStatus.DRAFT).order_by(Lot.code).limit(size + 1)
    if going_on:
        wanted = wanted.where(Lot.code > going_on[2])
    page = Page.of(db.session.execute(wanted).all(), size, lambda row: f"{begun}.{row.code}")
    return Reading(_lots_told(page.rows), page.after, begun)


def lots_moved(till: Till, since: int, *, after: str | None = None, size: int = PAGE) -> Reading:
    """The lots that moved beyond revision `since`, sold out and withdrawn ones too.

    A till that holds a revision we never reached (a backup was restored) reads the whole again.
    """
    begun = revision.current(till.edition_id)
    if since > begun or _BY_CODE.fullmatch(after or ""):
        return lots_of(till, after=after, size=size)
    wanted = (
        _lots(till)
        .where(
            Stock.edition_id == till.edition_id,
            Stock.revision > since,
            Lot.status != LotStatus.DRAFT,
        )
        .order_by(Stock.revision, Stock.lot_id)
        .limit(size + 1)
    )
    if going_on := _BY_REVISION.fullmatch(after or ""):
        begun, moved, lot_id = (int(part) for part in going_on.groups())
        wanted = wanted.where(
            Stock.revision >= moved, tuple_(Stock.revision, Stock.lot_id) > tuple_(moved, lot_id)
        )
    page = Page.of(
        db.session.execute(wanted).all(), size, lambda row: f"{begun}.{row.moved}.{row.lot_id}"
    )
    return Reading(_lots_told(page.rows), page.after, begun)


def lot_on_sale(till: Till, code: str) -> LotOnSale:
    """One lot of the till's edition, withdrawn and sold out ones too.

    Raises `lot_nowhere`, or `lot_of_another_edition` (edition) for a label of another one.
    """
    row = db.session.execute(_lots(till).where(Lot.code == code)).first()
    if row is not None:
        return _lots_told([row])[0]
    edition = db.session.scalar(
        select(Edition.name)
        .join(Lot, Lot.edition_id == Edition.id)
        .where(Lot.code == code, Lot.status != LotStatus.DRAFT)
    )
    if edition is not None:
        raise BourseError("lot_of_another_edition", edition=edition)
    raise BourseError("lot_nowhere", code=code)


def lots_named(till: Till, codes: Sequence[str]) -> tuple[LotOnSale, ...]:
    """The lots of these codes, as `lot_on_sale` gives one; codes of no lot here are left out."""
    return _lots_told(db.session.execute(_lots(till).where(Lot.code.in_(codes))).all())


def lot_elsewhere(till: Till, code: str) -> LotOnSale:
    """What is known of a lot of another edition, to sell it here as a free line.

    Its exhibitor is the same firm in this edition, or empty where it does not take part.
    """
    here = aliased(Exhibitor)
    row = db.session.execute(
        _facts_of_lots()
        .add_columns(func.coalesce(here.code, "").label("exhibitor"), literal("").label("stand"))
        .outerjoin(here, and_(here.company_id == Company.id, here.edition_id == till.edition_id))
        .where(Lot.code == code)
    ).one()
    return _lot(row, ())


def _lots(till: Till) -> Select[*tuple[object, ...]]:
    return (
        _facts_of_lots()
        .add_columns(Exhibitor.code.label("exhibitor"), Stand.label.label("stand"))
        .outerjoin(Stand, and_(Stand.exhibitor_id == Exhibitor.id, Stand.site_id == till.site_id))
        .where(Lot.edition_id == till.edition_id)
    )


def _facts_of_lots() -> Select[*tuple[object, ...]]:
    return (
        select(
            Stock.lot_id,
            Stock.revision.label("moved"),
            Lot.code,
            Lot.status,
            Lot.designation,
            Company.name.label("exhibitor_name"),
            Lot.category_code,
            Lot.price_cents,
            Lot.labelled_price_cents,
            Lot.reference_price_cents,
            Lot.unit_weight_g,
            Lot.weight_method,
            Company.vat_regime,
            Lot.origin,
            Lot.unit,
            (Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli).label("left_milli"),
            awaited().label("is_awaited"),
            Lot.pieces,
        )
        .join(Stock, Stock.lot_id == Lot.id)
        .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
        .join(Company, Company.id == Exhibitor.company_id)
    )


def _lots_told(rows: Sequence[Row[*tuple[object, ...]]]) -> tuple[LotOnSale, ...]:
    held = holds_on([row.lot_id for row in rows], now()) if rows else {}
    return tuple(_lot(row, held.get(row.lot_id, ())) for row in rows)


def _lot(row: Row[*tuple[object, ...]], holds: tuple[Held, ...]) -> LotOnSale:
    return LotOnSale(
        code=row.code,
        status=row.status,
        designation=row.designation,
        exhibitor=row.exhibitor,
        exhibitor_name=row.exhibitor_name,
        stand=row.stand or "",
        category=row.category_code,
        price=Money(row.price_cents),
        labelled_price=_price(row.labelled_price_cents),
        reference_price=_price(row.reference_price_cents),
        unit_weight=None if row.unit_weight_g is None else Weight(row.unit_weight_g),
        weight_method=row.weight_method,
        vat_regime=row.vat_regime,
        origin=row.origin,
        remaining=Quantity(row.left_milli, row.unit),
        is_awaited=bool(row.is_awaited),
        pieces=row.pieces,
        holds=holds,
    )


def _price(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)


def lot_names(edition_id: int, texts: Sequence[str]) -> dict[str, str]:
    """The designations of lots whose codes were typed or scanned, by what was typed."""
    codes: dict[str, str] = {}
    for text in texts:
        with suppress(BourseError):
            codes[text] = LotCode.parse(text).compact
    known = dict(
        db.session.execute(
            select(Lot.code, Lot.designation).where(
                Lot.edition_id == edition_id, Lot.code.in_(set(codes.values()))
            )
        ).all()
    )
    return {text: known[code] for text, code in codes.items() if code in known}
