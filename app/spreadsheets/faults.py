"""What is wrong in a spreadsheet, told to whoever sent it: by a page or in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.errors import sentence
from bourse.intake.faults import Fault
from bourse.intake.price_headings import PriceDoubt

BALANCE_FIELDS = {
    "label": _("Balance"),
    "editions": _("Editions"),
    "first_year": _("First year"),
    "last_year": _("Last year"),
    "weight": _("Tonnes"),
    "turnover": _("Turnover"),
    "purchases": _("Purchases"),
    "firms": _("Firms"),
    "source": _("Source"),
    "url": _("Link"),
}
"""What the columns of a past balance are called."""


LOT_FIELDS = {
    "own_reference": _("Reference"),
    "designation": _("Designation"),
    "category": _("Category"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "condition": _("Condition"),
    "origin": _("Origin"),
    "price": _("Price"),
    "reference_price": _("New price"),
    "unit_weight": _("Unit weight"),
    "description": _("Description"),
}
"""What the columns of a lot are called."""


PRICE_DOUBTS = {
    PriceDoubt.WITHOUT_VAT: _("Without VAT: the price asked is with VAT."),
    PriceDoubt.NEW: _("This may be the price when new, not the one asked."),
    PriceDoubt.PAID: _("This may be what was paid for it, not what is asked."),
    PriceDoubt.OF_ALL: _("This may be the price of the whole lot: the one asked is of one unit."),
}
"""Why a column may hold another price than the one that is asked."""


def reason(fault: Fault, names: Mapping[str, object]) -> str:
    """Where and why, as a sentence: Tonnes “many”: type a number such as 12.5.

    `names` says what our fields are called where the file has no heading for them.
    """
    said: dict[str, str] = {
        "column": fault.heading or str(names.get(fault.field, "")),
        "value": fault.value,
        "reason": sentence(fault.error),
    }
    if fault.value:
        return gettext("%(column)s “%(value)s”: %(reason)s", **said)
    return gettext("%(column)s: %(reason)s", **said) if said["column"] else said["reason"]
