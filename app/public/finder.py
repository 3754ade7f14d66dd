"""What a visitor looks for, read from the address: it is shared, kept and gone back to as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from flask import request
from flask_babel import gettext as _

from app import addresses
from app.filters import formats
from app.language import current
from bourse.catalogue.filtering import LotFilter, LotSort, Order
from bourse.editions.models import Category, Edition, Site
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.models import Condition, LotStatus
from bourse.values import Money, Rate
from reports.kit.words import word

DISCOUNTS = (30, 50, 70)
"""Percents off the price when new that a visitor may ask for at least."""
ORDERS = {
    "": Order(),
    "price": Order(LotSort.PRICE),
    "discount": Order(LotSort.DISCOUNT, descending=True),
    "name": Order(LotSort.DESIGNATION),
}
"""By what the address says."""
LONGEST = 200
"""Letters of a search beyond this are not read."""
SEARCHING = ("q", "category", "exhibitor", "site", "condition", "min", "max", "discount", "sold")
"""What narrows a search, in the address."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Taken:
    """A filter that is on: what it says, and this page without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """What the address of a catalogue asks for; what it says wrong does not restrict."""

    edition: Edition
    text: str
    category: Category | None
    site: Site | None
    exhibitor: Exhibitor | None
    conditions: frozenset[Condition]
    price_from: Money | None
    price_to: Money | None
    discount: int | None
    with_sold: bool
    sort: str

    @property
    def wanted(self) -> LotFilter:
        """The lots on offer that pass."""
        return LotFilter(
            edition_id=self.edition.id,
            exhibitor_id=self.exhibitor.id if self.exhibitor else None,
            site_id=self.site.id if self.site else None,
            text=self.text,
            category=self.category.code if self.category else None,
            conditions=self.conditions,
            price_from=self.price_from,
            price_to=self.price_to,
            discount=Rate(100 * self.discount) if self.discount else None,
            status=LotStatus.OFFERED,
            in_stock=not self.with_sold,
            received=True,
        )

    @property
    def order(self) -> Order:
        """In what order they come."""
        return ORDERS[self.sort]

    def taken(self) -> Iterator[Taken]:
        """The filters that are on, each with the way to take it off; the words are not one."""
        currency, language = self.edition.currency, current()
        if self.category:
            yield _taken(category_name(self.category), "category")
        if self.site:
            yield _taken(self.site.name, "site")
        if self.exhibitor:
            yield _taken(self.exhibitor.company.name, "exhibitor")
        for condition in Condition:
            if condition in self.conditions:
                yield _taken(word(condition, language), "condition", condition)
        if self.price_from is not None:
            amount = formats.money(self.price_from, language, currency)
            yield _taken(_("from %(price)s", price=amount), "min")
        if self.price_to is not None:
            amount = formats.money(self.price_to, language, currency)
            yield _taken(_("up to %(price)s", price=amount), "max")
        if self.discount:
            share = formats.percent(100 * self.discount, language)
            yield _taken(_("−%(share)s and more", share=share), "discount")
        if self.with_sold:
            yield _taken(_("with what is sold out"), "sold")


def find(edition: Edition, categories: Iterable[Category]) -> Finder:
    """What this request looks for in an edition that has lots of these categories."""
    said = request.args
    sort = said.get("sort", "")
    discount = said.get("discount", type=int)
    return Finder(
        edition=edition,
        text=" ".join(said.get("q", "").replace("\0", "").split())[:LONGEST],
        category=_among(categories, "category", "code"),
        site=_among(edition.sites, "site", "id"),
        exhibitor=_read(lambda code: exhibitor_by_code(edition, code), "exhibitor"),
        conditions=frozenset(kind for kind in Condition if kind in said.getlist("condition")),
        price_from=_read(Money.parse, "min"),
        price_to=_read(Money.parse, "max"),
        discount=discount if discount in DISCOUNTS else None,
        with_sold="sold" in said,
        sort=sort if sort in ORDERS else "",
    )


def tidied() -> str | None:
    """The address without what a form left empty, when it left something: short to share."""
    said = {name: [value for value in values if value] for name, values in request.args.lists()}
    if all(len(said[name]) == len(request.args.getlist(name)) for name in said):
        return None
    return addresses.here({name: values for name, values in said.items() if values})


def without(*names: str) -> str:
    """The first page of this address without these of its values."""
    left = {name: values for name, values in request.args.lists() if name not in names}
    left.pop("after", None)
    return addresses.here(left)


def category_name(category: Category) -> str:
    """What a category is called in the language of this request."""
    return category.label_fr if current() == "fr" else category.label_en


def _taken(label: str, name: str, value: str | None = None) -> Taken:
    """A filter that is on; of one that may be said several times, `value` alone goes."""
    kept = [said for said in request.args.getlist(name) if value is not None and said != value]
    left = {**dict(request.args.lists()), name: kept}
    left.pop("after", None)
    return Taken(label, addresses.here(left))


def _among(choices: Iterable[Value], name: str, key: str) -> Value | None:
    """The choice whose `key` the address says."""
    said = request.args.get(name)
    return next((choice for choice in choices if str(getattr(choice, key)) == said), None)


def _read(read: Callable[[str], Value], name: str) -> Value | None:
    """What `read` makes of a value of the address; None when it is not there or says nothing."""
    said = request.args.get(name, "")
    try:
        return read(said) if said else None
    except BourseError:
        return None
