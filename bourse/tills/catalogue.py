"""What a till may sell: the edition's lots, each with all that a line of a receipt freezes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Row, and_, select
from sqlalchemy.sql.expression import Select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.lots.models import Lot, LotStatus, Origin, Stock, WeightMethod
from bourse.people.models import Company, VatRegime
from bourse.tills.models import Till
from bourse.values import Money, Page, Quantity, Weight

PAGE = 500


@dataclass(frozen=True, slots=True)
class LotOnSale:
    """A lot as a till sells it; prices and weights are of one unit, `stand` on the till's site."""

    code: str
    status: LotStatus
    designation: str
    exhibitor: str
    exhibitor_name: str
    stand: str
    category: str
    price: Money
    reference_price: Money | None
    unit_weight: Weight | None
    weight_method: WeightMethod
    vat_regime: VatRegime
    origin: Origin
    remaining: Quantity


def lots_on_sale(till: Till, *, after: str | None = None, size: int = PAGE) -> Page[LotOnSale]:
    """The lots offered in the till's edition, by code; `after` is the last code seen."""
    wanted = _lots(till).where(Lot.status == LotStatus.OFFERED).order_by(Lot.code).limit(size + 1)
    if after:
        wanted = wanted.where(Lot.code > after)
    rows = [_lot(row) for row in db.session.execute(wanted)]
    return Page.of(rows, size, lambda lot: lot.code)


def lot_on_sale(till: Till, code: str) -> LotOnSale:
    """One lot of the till's edition, withdrawn and sold out ones too.

    Raises `lot_nowhere`, or `lot_of_another_edition` (edition) for a label of another one.
    """
    row = db.session.execute(_lots(till).where(Lot.code == code)).first()
    if row is not None:
        return _lot(row)
    edition = db.session.scalar(
        select(Edition.name).join(Lot, Lot.edition_id == Edition.id).where(Lot.code == code)
    )
    if edition is not None:
        raise BourseError("lot_of_another_edition", edition=edition)
    raise BourseError("lot_nowhere", code=code)


def _lots(till: Till) -> Select[*tuple[object, ...]]:
    return (
        select(
            Lot.code,
            Lot.status,
            Lot.designation,
            Exhibitor.code.label("exhibitor"),
            Company.name.label("exhibitor_name"),
            Stand.label.label("stand"),
            Lot.category_code,
            Lot.price_cents,
            Lot.reference_price_cents,
            Lot.unit_weight_g,
            Lot.weight_method,
            Company.vat_regime,
            Lot.origin,
            Lot.unit,
            (Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli).label("left_milli"),
        )
        .join(Stock, Stock.lot_id == Lot.id)
        .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
        .join(Company, Company.id == Exhibitor.company_id)
        .outerjoin(Stand, and_(Stand.exhibitor_id == Exhibitor.id, Stand.site_id == till.site_id))
        .where(Lot.edition_id == till.edition_id)
    )


def _lot(row: Row[*tuple[object, ...]]) -> LotOnSale:
    return LotOnSale(
        code=row.code,
        status=row.status,
        designation=row.designation,
        exhibitor=row.exhibitor,
        exhibitor_name=row.exhibitor_name,
        stand=row.stand or "",
        category=row.category_code,
        price=Money(row.price_cents),
        reference_price=None
        if row.reference_price_cents is None
        else Money(row.reference_price_cents),
        unit_weight=None if row.unit_weight_g is None else Weight(row.unit_weight_g),
        weight_method=row.weight_method,
        vat_regime=row.vat_regime,
        origin=row.origin,
        remaining=Quantity(row.left_milli, row.unit),
    )
