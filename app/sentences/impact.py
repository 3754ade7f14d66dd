"""Past balances and published reports."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "balance_empty": (422, _("Fill this in: a balance needs it.")),
    "balance_long": (422, _("Write at most %(longest)s characters.")),
    "balance_url": (422, _("Type an address that begins with https://.")),
    "balance_editions": (422, _("Say how many editions the balance covers: at least one.")),
    "balance_year": (422, _("Type a year between %(first)s and %(last)s.")),
    "balance_years": (422, _("The last year cannot be before the first.")),
    "balance_negative": (422, _("This cannot be negative.")),
    "balance_twice": (422, _("Two rows are called “%(label)s”: give each its own name.")),
    "balance_unknown": (404, _("This balance is no longer there: go back to the list.")),
    "report_unknown": (404, _("No report has this address: ask the organiser for the link.")),
    "report_withdrawn": (
        410,
        _("The organiser withdrew this report: ask them for the one that replaces it."),
    ),
}
