"""The lots that a visitor has gathered to hold, an edition at a time: kept in the signed cookie."""

from __future__ import annotations

from collections.abc import Mapping

from flask import session

from bourse.editions.models import Edition
from bourse.holds.wanting import FreeLot
from bourse.values import Quantity

GATHERED = "gathered"
"""Where the session keeps, by edition's slug, pairs of a lot's code and how many thousandths.

Pairs, because the cookie puts the keys of an object in their own order.
"""


def gathered(edition: Edition) -> dict[str, int]:
    """By lot's code, in thousandths of its unit, in the order in which they were chosen."""
    return dict(session.get(GATHERED, {}).get(edition.slug, []))


def keep(edition: Edition, milli: Mapping[str, int]) -> None:
    """Gather this, and nothing else of the edition."""
    others = {
        slug: lots for slug, lots in session.get(GATHERED, {}).items() if slug != edition.slug
    }
    session[GATHERED] = {**others, edition.slug: list(milli.items())} if milli else others


def gather(edition: Edition, milli: Mapping[str, int]) -> None:
    """Add this to what is gathered; of a lot that is there already, as much as there was."""
    keep(edition, {**milli, **gathered(edition)})


def quantities(found: Mapping[str, FreeLot], milli: Mapping[str, int]) -> dict[str, Quantity]:
    """What was gathered of the lots that are still known, as quantities."""
    return {
        code: Quantity(amount, found[code].lot.unit)
        for code, amount in milli.items()
        if code in found
    }
