"""The lots that a visitor has gathered to hold, an edition at a time: kept in the signed cookie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask import flash, session, url_for
from flask_babel import gettext
from markupsafe import Markup

from bourse.editions.models import Edition
from bourse.holds.wanting import FreeLot
from bourse.lots.models import Lot
from bourse.values import LotCode, Quantity, Unit

GATHERED = "gathered"
"""Where the session keeps, by edition's slug, each lot's code, how many thousandths, of what unit.

Rows, because the cookie puts the keys of an object in their own order. The unit, because a lot's
may change until somebody holds it.
"""
_PARTS = 3
Row = Sequence[str | int]


def gathered(edition: Edition) -> dict[str, Quantity]:
    """By lot's code, how much of it was asked for, in the order in which they were chosen."""
    return read(session.get(GATHERED, {}).get(edition.slug, []))


def gathered_of(lot: Lot) -> Quantity | None:
    """How much was gathered of this lot, as long as it is counted as it was then."""
    found = gathered(lot.exhibitor.edition).get(lot.code)
    return found if found and found.unit is lot.unit else None


def keep(edition: Edition, wanted: Mapping[str, Quantity]) -> None:
    """Gather this, and nothing else of the edition."""
    others = {
        slug: lots for slug, lots in session.get(GATHERED, {}).items() if slug != edition.slug
    }
    session[GATHERED] = {**others, edition.slug: written(wanted)} if wanted else others


def gather(edition: Edition, wanted: Mapping[str, Quantity]) -> None:
    """Add this to what is gathered; of a lot that is there already, as much as there was."""
    keep(edition, {**wanted, **gathered(edition)})


def still_fit(found: Mapping[str, FreeLot], wanted: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """What was gathered of the lots that are still known and counted as they were."""
    return {
        code: quantity
        for code, quantity in wanted.items()
        if code in found and found[code].lot.unit is quantity.unit
    }


def tell_left_out(found: Mapping[str, FreeLot], codes: Iterable[str]) -> None:
    """Name what was chosen and is left out: gone from the catalogue, or counted otherwise now."""
    for code in codes:
        if code in found:
            name = Markup('<a href="{}">{}</a>').format(
                url_for("public.lot", code=code), found[code].lot.designation
            )
            said = gettext("%(lot)s is counted in another unit now: choose again how much.")
            flash(Markup(said) % {"lot": name}, "warn")
        else:
            name = LotCode(code).printed
            said = gettext("%(lot)s is not in the catalogue any more: we took it out.", lot=name)
            flash(said, "warn")


def written(wanted: Mapping[str, Quantity]) -> list[Row]:
    """Quantities as the cookie keeps them."""
    return [(code, quantity.milli, quantity.unit.value) for code, quantity in wanted.items()]


def read(rows: Iterable[Row]) -> dict[str, Quantity]:
    """Quantities as the cookie kept them; one from before it kept units gathers nothing."""
    return {
        str(code): Quantity(int(milli), Unit(unit))
        for code, milli, unit in (row for row in rows if len(row) == _PARTS)
    }
