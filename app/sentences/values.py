"""How numbers, units, codes and company numbers are typed."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "uuid_unreadable": (400, _("Go back, reload the page and try again.")),
    "number_unreadable": (422, _("Type a number such as 12.5.")),
    "number_too_large": (422, _("This number is too large: check it.")),
    "number_too_precise": (422, _("Type at most %(decimals)s decimals.")),
    "unit_unknown": (422, _("This unit is not known: use u, m², m³, ml, l, kg or t.")),
    "quantity_not_whole": (422, _("Pieces are counted whole: type a number without decimals.")),
    "quantity_unit_differs": (422, _("Use the same unit as the lot.")),
    "lot_code_length": (422, _("A lot code has six characters: type it again.")),
    "lot_code_character": (422, _("This is not a lot code: “%(character)s” is never in one.")),
    "lot_code_check": (422, _("A character of this code is wrong: type it again.")),
    "position_unreadable": (
        422,
        _("Copy latitude and longitude from a map, such as 47.05692, 6.60942."),
    ),
    "position_range": (422, _("This is nowhere on Earth: copy the position again.")),
    "company_number_invalid": (
        422,
        _("This number does not exist: check its digits on an invoice or on the Kbis."),
    ),
    "company_number_country": (422, _("Choose France or Belgium.")),
    "vat_number_invalid": (422, _("This VAT number does not exist. Leave it empty for none.")),
}
