"""A stand's basket on a page: for the stand that makes it, and for the buyer who carries it."""

from __future__ import annotations

from markupsafe import Markup

from app import links, qr
from bourse.pickups.stand_baskets import BasketView


def qr_of(basket: BasketView) -> Markup:
    """Its address; the lines stand in the fragment, for a till that has no network."""
    return qr.svg(f"{links.address('public.stand_basket', code=basket.code)}#l={basket.said}")
