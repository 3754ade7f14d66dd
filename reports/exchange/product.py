"""A lot as search engines and other catalogues read it: schema.org's Product and its Offer.

Amounts are exact: money and quantities as decimal text, weights as whole grams.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bourse.editions.models import EditionStatus, Site
from bourse.lots.models import Condition, Lot, LotStatus, Origin
from bourse.reception.awaiting import is_awaited
from bourse.values import Money, Quantity, Unit
from reports.exchange.place import SCHEMA, place

UNITS = {
    Unit.PIECE: "C62",
    Unit.KG: "KGM",
    Unit.M2: "MTK",
    Unit.M3: "MTQ",
    Unit.ML: "MTR",
    Unit.LITRE: "LTR",
    Unit.TONNE: "TNE",
}
"""UN/ECE Recommendation 20's code of each unit."""
GRAM = "GRM"
CONDITIONS = {
    Condition.NEW_PACKED: "NewCondition",
    Condition.NEW_UNPACKED: "NewCondition",
    Condition.GOOD: "UsedCondition",
    Condition.TO_CLEAN: "UsedCondition",
    Condition.TO_REPAIR: "DamagedCondition",
}
MOST_PLACES = 20
"""Places of an offer that are told; its page names all."""
WORN = {Origin.DISMANTLED, Origin.USED}
"""Origins of what was in use before, however well it is packed."""


def product(
    lot: Lot, page: str, photos: Sequence[str], sites: Sequence[Site], *, free: Quantity
) -> dict[str, Any]:
    """The lot with its one offer; `page` and `photos` are whole addresses, `sites` where it is.

    `free` is what is left and not held for a visitor.
    """
    said: dict[str, Any] = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Product",
        "@id": page,
        "name": lot.designation,
        "sku": lot.code,
        "url": page,
        "category": lot.category.label_fr,
        "offers": _offer(lot, page, sites, free),
    }
    if lot.description:
        said["description"] = lot.description
    if photos:
        said["image"] = list(photos)
    if lot.unit_weight:
        said["weight"] = {
            "@type": "QuantitativeValue",
            "value": lot.unit_weight.grams,
            "unitCode": GRAM,
        }
    return said


def availability(lot: Lot, *, free: Quantity) -> str:
    """Whether it can still be bought, in schema.org's word; `free` is what is left and not held."""
    if lot.status is LotStatus.WITHDRAWN:
        return "Discontinued"
    if lot.remaining.milli <= 0:
        return "SoldOut"
    if lot.exhibitor.edition.status is EditionStatus.CLOSED:
        return "Discontinued"
    if is_awaited(lot):
        return "OutOfStock"
    return "InStoreOnly" if free else "Reserved"


def condition(lot: Lot) -> str:
    """New, used or damaged, in schema.org's word: what was in use is used, even as new."""
    said = CONDITIONS[lot.condition]
    return "UsedCondition" if said == "NewCondition" and lot.origin in WORN else said


def _offer(lot: Lot, page: str, sites: Sequence[Site], free: Quantity) -> dict[str, Any]:
    edition = lot.exhibitor.edition
    return {
        "@type": "Offer",
        "url": page,
        "price": str(lot.price.decimal),
        "priceCurrency": edition.currency,
        "priceSpecification": _prices(lot),
        "availability": SCHEMA + availability(lot, free=free),
        "itemCondition": SCHEMA + condition(lot),
        "inventoryLevel": {
            "@type": "QuantitativeValue",
            "value": f"{max(free.decimal, Decimal(0)).normalize():f}",
            "unitCode": UNITS[lot.unit],
        },
        "availabilityStarts": edition.starts_on.isoformat(),
        "availabilityEnds": edition.ends_on.isoformat(),
        "priceValidUntil": edition.ends_on.isoformat(),
        "seller": {"@type": "Organization", "name": lot.exhibitor.company.name},
        "availableAtOrFrom": [place(site) for site in sites[:MOST_PLACES]],
    }


def _prices(lot: Lot) -> list[dict[str, Any]]:
    """What one unit costs, and what it costs new when that is more."""
    amounts: list[tuple[Money, str | None]] = [(lot.price, None)]
    if lot.discount and lot.reference_price:
        amounts.append((lot.reference_price, "ListPrice"))
    return [
        {
            "@type": "UnitPriceSpecification",
            "price": str(amount.decimal),
            "priceCurrency": lot.exhibitor.edition.currency,
            "valueAddedTaxIncluded": True,
            "referenceQuantity": {
                "@type": "QuantitativeValue",
                "value": 1,
                "unitCode": UNITS[lot.unit],
            },
            **({"priceType": SCHEMA + kind} if kind else {}),
        }
        for amount, kind in amounts
    ]
