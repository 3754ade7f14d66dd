"""Prices that are not the catalogue's: what a cashier may decide alone, and what is flagged."""

from __future__ import annotations

from bourse.tills.baskets import Line
from bourse.tills.inbox import ConflictKind
from bourse.values import Money, Rate
from bourse.values.rate import WHOLE_BP


def least_price(catalogue: Money, limit: Rate) -> Money:
    """The lowest price of one unit within the limit: 20 % off 9,99 € leaves 7,99 €.

    Rounded as the till rounds its markdowns, so that a markdown of the limit is within it.
    """
    return Rate(WHOLE_BP - limit.basis_points).of(catalogue)


def flag_of_price(
    line: Line, price_cents: int, labelled_price_cents: int | None, limit: Rate
) -> ConflictKind | None:
    """What is to be said of a line's price beside its lot's in the catalogue and on the label.

    The limit is counted from the catalogue's price that the till showed the cashier, not from
    today's: a price that moved while the tablet had no network would otherwise raise an alarm
    where nobody did anything wrong. What the till showed stands in the line, for anyone to compare.
    """
    if line.catalogue_price_cents is None:
        return ConflictKind.PRICE_DIFFERS if line.unit_price_cents != price_cents else None
    if line.price_reason == "label" and line.unit_price_cents == labelled_price_cents:
        return None
    least = least_price(Money(line.catalogue_price_cents), limit)
    return ConflictKind.BELOW_LIMIT if line.unit_price_cents < least.cents else None


def flag_of_older_price(line: Line, price_cents: int, limit: Rate) -> ConflictKind | None:
    """What is to be said of a price that the lot had before: a tablet without the network asks it.

    The buyer was told so and has paid: it is honoured, and flagged only where today's price is
    higher by more than a cashier may take off.
    """
    least = least_price(Money(price_cents), limit)
    return ConflictKind.BELOW_LIMIT if line.unit_price_cents < least.cents else None
