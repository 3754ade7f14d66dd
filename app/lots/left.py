"""Lots that stayed as they were when something was asked of many: which, why, and the way there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import flash
from flask_babel import gettext, ngettext
from markupsafe import Markup

from app.errors import sentence
from bourse.lots.models import Lot
from bourse.lots.offering import Left

NAMED = 5
"""Lots that are named; how many more there are is said."""


def tell_left(left: Sequence[Left], address: Callable[[Lot], str]) -> None:
    """Say on the next page of each lot what stands in its way, with a link to its page."""
    way = Markup('{} <a href="{}">{}</a>')
    for lot, error in left[:NAMED]:
        said = sentence(error)
        if "designation" not in error.params:
            said = gettext("“%(lot)s”: %(why)s", lot=lot.designation, why=said)
        flash(way.format(said, address(lot), gettext("See the lot")), "warn")
    if more := len(left[NAMED:]):
        said = ngettext(
            "%(num)d more lot stayed as it was, for such a reason.",
            "%(num)d more lots stayed as they were, for such reasons.",
            more,
        )
        flash(said, "warn")
