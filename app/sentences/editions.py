"""Editions, sites, categories."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "edition_unknown": (404, _("This edition does not exist: check the address.")),
    "site_unknown": (404, _("This site does not exist in this edition.")),
    "slug_invalid": (
        422,
        _("Use small letters without accents, digits and hyphens: morteau-2026."),
    ),
    "slug_taken": (409, _("Another edition is already called “%(slug)s”: choose another name.")),
    "slug_fixed": (409, _("The short name stays: labels, links and the journal say it.")),
    "terms_fixed": (409, _("This no longer changes once the edition has been open.")),
    "dates_far": (422, _("Choose a year from %(first)s to %(last)s.")),
    "dates_order": (422, _("The last day comes before the first: check both dates.")),
    "dates_too_long": (422, _("An edition lasts at most %(days)s days: check both dates.")),
    "commission_range": (422, _("A commission is between 0 and 100 %%.")),
    "fee_negative": (422, _("A fee is zero or more.")),
    "timezone_unknown": (422, _("Choose a time zone of the list.")),
    "deadline_after_end": (422, _("Close cataloguing by the edition’s last day.")),
    "hold_hours_range": (422, _("A reservation is kept for 1 to %(most)s hours.")),
    "site_name_taken": (409, _("Another site of this edition has this name.")),
    "site_in_use": (
        409,
        _("“%(site)s” has stands or tills: move them to another site before you remove it."),
    ),
    "category_unknown": (404, _("This category does not exist: reload the page.")),
    "weight_not_positive": (422, _("A weight is more than zero; leave it empty if unknown.")),
    "edition_open_already": (409, _("The edition is already open.")),
    "edition_not_open": (409, _("The edition is not open.")),
    "edition_without_site": (409, _("Give the edition at least one site first.")),
    "edition_closed": (409, _("The edition is closed: its lots no longer change.")),
}
