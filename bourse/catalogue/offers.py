"""The catalogue as the public reads it: offers a page at a time, and how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Row, bindparam, select

from bourse.catalogue.filtering import LotFilter, Order
from bourse.catalogue.walking import chosen
from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Category, Site
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.goods.weighing import WeightMethod
from bourse.holds.held import free_of, held_milli
from bourse.lots.models import Condition, Lot, Stock, taken_off
from bourse.people.models import Company
from bourse.photos.lot_photos import LotPhoto
from bourse.reception.models import LotPlace
from bourse.values import Money, Page, Quantity, Rate, Weight

PAGE = 48
COUNTED = 1_000
"""Results are counted up to here; a page waits for no more."""
NEWEST_FIRST = Order()
_TOLD = (
    select(
        Lot.id,
        Lot.code,
        Lot.designation,
        Lot.category_code,
        Category.label_fr,
        Category.label_en,
        Lot.condition,
        Lot.price_cents,
        Lot.reference_price_cents,
        (Lot.quantity_milli - Stock.sold_milli - Stock.removed_milli).label("left_milli"),
        held_milli(bindparam("at")).label("held_milli"),
        Lot.unit,
        Lot.unit_weight_g,
        Lot.weight_method,
        Company.name.label("seller"),
        Lot.exhibitor_id,
    )
    .join(Stock, Stock.lot_id == Lot.id)
    .join(Category, Category.code == Lot.category_code)
    .join(Exhibitor, Exhibitor.id == Lot.exhibitor_id)
    .join(Company, Company.id == Exhibitor.company_id)
)
"""An offer a lot, as it is `at` a moment; put together once, for every page reads it."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A lot's first photo: its UUID, and the sides of its large picture in pixels."""

    uuid: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A lot in a list of the public; prices and weights are of one unit.

    `remaining` is what may still be bought, less what is `held` for visitors who asked before.
    `places` are its seller's stands, each (site, label); the label may be empty.
    """

    id: int
    code: str
    designation: str
    category: str
    label_fr: str
    label_en: str
    condition: Condition
    price: Money
    reference_price: Money | None
    remaining: Quantity
    held: Quantity
    unit_weight: Weight | None
    weight_method: WeightMethod
    seller: str
    exhibitor_id: int
    places: tuple[tuple[str, str], ...] = ()
    cover: Cover | None = None

    @property
    def discount(self) -> Rate | None:
        """What is taken off the price when new, in whole percents; None when nothing is."""
        return taken_off(self.price, self.reference_price)

    @property
    def is_sold_out(self) -> bool:
        """Whether nothing is left of it, for anybody."""
        return self.remaining.milli <= 0 and not self.held

    @property
    def is_reserved(self) -> bool:
        """Whether all that is left of it is held for others."""
        return self.remaining.milli <= 0 and bool(self.held)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of offers, and how many there are from its first on; None for more than `COUNTED`."""

    page: Page[Offer]
    number: int | None


def offers(
    wanted: LotFilter,
    *,
    order: Order = NEWEST_FIRST,
    after: str | None = None,
    size: int = PAGE,
) -> Found:
    """A page of offers with photo and places; `after` is the last one's code."""
    walked = chosen(wanted, order, after=after, limit=max(COUNTED, size) + 1)
    ids = db.session.scalars(walked).all()
    page = Page.of(_read(ids[: size + 1], order), size, lambda offer: offer.code)
    told = Page(_completed(page.rows), page.after)
    return Found(told, len(ids) if len(ids) <= COUNTED else None)


def first_offers(wanted: LotFilter, size: int) -> tuple[Offer, ...]:
    """The newest offers, with photo and places; uncounted."""
    ids = db.session.scalars(chosen(wanted, NEWEST_FIRST, limit=size)).all()
    return _completed(_read(ids, NEWEST_FIRST))


def newest_codes(wanted: LotFilter, most: int) -> Sequence[str]:
    """The codes of the newest lots wanted."""
    ids = chosen(wanted, NEWEST_FIRST, limit=most).subquery()
    read = select(Lot.code).where(Lot.id.in_(select(ids.c.id))).order_by(Lot.id.desc())
    return db.session.scalars(read).all()


def _read(ids: Sequence[int], order: Order) -> list[Offer]:
    wanted = _TOLD.where(Lot.id.in_(ids)).order_by(*order.by)
    rows = db.session.execute(wanted, {"at": now()})
    return [_offer(row) for row in rows]


def _offer(row: Row[*tuple[object, ...]]) -> Offer:
    new, grams = row.reference_price_cents, row.unit_weight_g
    left = Quantity(row.left_milli, row.unit)
    free = free_of(left, row.held_milli)
    return Offer(
        id=row.id,
        code=row.code,
        designation=row.designation,
        category=row.category_code,
        label_fr=row.label_fr,
        label_en=row.label_en,
        condition=row.condition,
        price=Money(row.price_cents),
        reference_price=None if new is None else Money(new),
        remaining=free,
        held=left - free,
        unit_weight=None if grams is None else Weight(grams),
        weight_method=row.weight_method,
        seller=row.seller,
        exhibitor_id=row.exhibitor_id,
    )


def _completed(told: Sequence[Offer]) -> tuple[Offer, ...]:
    """The offers with what stands in other tables: a query for the photos, one for the stands."""
    ids = [offer.id for offer in told]
    covers, goes_to = _covers(ids), _goes_to(ids)
    stands = _stands({offer.exhibitor_id for offer in told})
    return tuple(
        replace(
            offer,
            cover=covers.get(offer.id),
            places=tuple(
                (site, label)
                for site_id, site, label in stands[offer.exhibitor_id]
                if goes_to.get(offer.id, site_id) == site_id
            ),
        )
        for offer in told
    )


def _covers(ids: Sequence[int]) -> dict[int, Cover]:
    last_first = (LotPhoto.position.desc(), LotPhoto.id.desc())
    read = select(LotPhoto.lot_id, LotPhoto.uuid, LotPhoto.width, LotPhoto.height)
    found = db.session.execute(read.where(LotPhoto.lot_id.in_(ids)).order_by(*last_first))
    return {lot_id: Cover(uuid, width, height) for lot_id, uuid, width, height in found}


def _goes_to(ids: Sequence[int]) -> dict[int, int]:
    """The site of each lot whose seller said to which of theirs it goes."""
    read = select(LotPlace.lot_id, LotPlace.site_id).where(LotPlace.lot_id.in_(ids))
    return {row.lot_id: row.site_id for row in db.session.execute(read)}


def _stands(exhibitors: set[int]) -> dict[int, list[tuple[int, str, str]]]:
    """By seller, each stand: its site's id and name, and its label."""
    read = select(Stand.exhibitor_id, Site.id, Site.name, Stand.label)
    stands: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for exhibitor, site_id, site, label in db.session.execute(
        read.join(Site, Site.id == Stand.site_id)
        .where(Stand.exhibitor_id.in_(exhibitors))
        .order_by(Stand.id)
    ):
        stands[exhibitor].append((site_id, site, label))
    return stands
