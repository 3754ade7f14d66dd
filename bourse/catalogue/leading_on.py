"""What a lot's page leads on to: more of its seller, and lots like it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.offers import Offer, first_offers
from bourse.editions.models import Edition, EditionStatus
from bourse.editions.queries import next_announced
from bourse.goods.stems import query_words
from bourse.lots.models import Lot, LotStatus

STRIP = 4
"""Offers in a row below a lot."""


def others_of_seller(
    lot: Lot, shown: Collection[Offer] = (), size: int = STRIP
) -> tuple[Offer, ...]:
    """The newest of what else this seller has left, but for what the page shows already."""
    wanted = replace(_on_offer(lot.edition_id), exhibitor_id=lot.exhibitor_id)
    known = {offer.id for offer in shown}
    found = _but(lot, wanted, size + len(known))
    return tuple(offer for offer in found if offer.id not in known)[:size]


def similar(lot: Lot, edition: Edition | None = None, size: int = STRIP) -> tuple[Offer, ...]:
    """Lots of the same category that are named alike, then others of it, in this edition or that.

    A French designation begins with what the thing is: "Porte intérieure 83 cm" is a door.
    """
    edition_id = edition.id if edition else lot.edition_id
    wanted = replace(_on_offer(edition_id), category=lot.category_code)
    first_word = next((word for word in lot.designation.split() if query_words(word)), "")
    alike = _but(lot, replace(wanted, text=first_word), size)
    known = {offer.id for offer in alike}
    rest = [offer for offer in _but(lot, wanted, size) if offer.id not in known]
    return (*alike, *rest)[:size]


def edition_instead(edition: Edition) -> Edition | None:
    """Where to look once an edition is over: the next one that the public may know; else None."""
    if edition.status is not EditionStatus.CLOSED:
        return None
    following = next_announced()
    return following if following and following.id != edition.id else None


def _on_offer(edition_id: int) -> LotFilter:
    return LotFilter(edition_id=edition_id, status=LotStatus.OFFERED, in_stock=True, received=True)


def _but(lot: Lot, wanted: LotFilter, size: int) -> tuple[Offer, ...]:
    """The first offers without the lot itself."""
    found = first_offers(wanted, size + 1)
    return tuple(offer for offer in found if offer.id != lot.id)[:size]
