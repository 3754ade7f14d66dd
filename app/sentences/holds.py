"""What to tell of holds: lots that a visitor asks for before coming."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "hold_unknown": (404, _("No reservation is here: check its code, or the link of your mail.")),
    "hold_off": (409, _("This edition takes no reservations now: come and buy on the spot.")),
    "hold_asked": (409, _("This was asked for a moment ago: open the link in your mail.")),
    "hold_live": (409, _("These lots are kept already: cancel this reservation to make it anew.")),
    "hold_empty": (422, _("Your reservation is empty: choose lots in the catalogue first.")),
    "hold_long": (
        422,
        _("A reservation holds %(maximum)s lots at most: make a second one for the rest."),
    ),
    "hold_lot_gone": (
        409,
        _("This lot is sold, reserved by somebody else, or not on offer any more: take it out."),
    ),
    "hold_recounted": (
        409,
        _("This lot is counted in another unit now: take it out, then choose it again."),
    ),
    "hold_beyond": (409, _("Only %(left)s are still free: ask for less.")),
    "hold_whole": (409, _("This lot is sold whole: ask for all %(left)s of it, or take it out.")),
    "hold_crowded": (
        409,
        _(
            "From where you are, %(maximum)s reservations wait for their confirmation: confirm"
            " yours from its mail, or try again in half an hour."
        ),
    ),
    "hold_many": (
        409,
        _("You have %(maximum)s reservations waiting: collect or cancel one of them first."),
    ),
    "hold_unconfirmed": (409, _("The visitor has not confirmed this reservation yet.")),
    "hold_until_past": (422, _("This hour has passed: choose a later one.")),
    "hold_until_late": (422, _("The edition is over by then: choose an earlier hour.")),
    "hold_line_gone": (404, _("This lot is not in the reservation any more.")),
    "hold_expired": (409, _("This reservation has ended and the lots are free: make it again.")),
    "hold_cancelled": (
        409,
        _("This reservation is cancelled: make another one if you still wish."),
    ),
    "hold_collected": (409, _("The lots of this reservation were collected: nothing is kept now.")),
}
