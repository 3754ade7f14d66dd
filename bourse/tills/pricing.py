"""Prices that are not the catalogue's: what a cashier may decide alone."""

from __future__ import annotations

from bourse.values import Money, Rate
from bourse.values.rate import WHOLE_BP


def least_price(catalogue: Money, limit: Rate) -> Money:
    """The lowest price of one unit within the limit: 20 % off 9,99 € leaves 7,99 €.

    Rounded as the till rounds its markdowns, so that a markdown of the limit is within it.
    """
    return Rate(WHOLE_BP - limit.basis_points).of(catalogue)
