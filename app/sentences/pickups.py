"""What to tell of heavy goods: stands' baskets, and what is paid and handed over later."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "basket_unknown": (404, _("No stand’s basket has this code here: scan it again on the stand.")),
    "basket_empty": (422, _("Nothing is in this basket: give a quantity to at least one lot.")),
    "basket_long": (
        422,
        _("A basket holds %(maximum)s lots at most: make a second one for the rest."),
    ),
    "basket_beyond": (
        409,
        _("Only %(left)s are left of “%(designation)s”: give less, or have the stock corrected."),
    ),
    "lot_off_sale": (409, _("“%(designation)s” is not on sale: put it on sale first.")),
    "nothing_to_collect": (
        404,
        _("Receipt %(number)s has nothing to collect here: the goods left with the buyer."),
    ),
    "quantity_unit": (422, _("This quantity is in another unit than the line’s: type it again.")),
    "pickup_beyond": (
        409,
        _("Only %(left)s are left to hand over: the rest was handed over or brought back already."),
    ),
    "pickup_unknown": (404, _("This handing over is not here: go back to the slip.")),
    "pickup_late": (
        409,
        _("It is too late to undo this, or someone else did it: tell the organiser."),
    ),
}
