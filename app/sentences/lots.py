"""Lots, their weight, their labels, corrections of stock."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "lot_unknown": (404, _("This lot is not here: go back to the list.")),
    "lot_move": (
        409,
        _("“%(designation)s” cannot go there from where it is: reload the page."),
    ),
    "lot_moderated": (
        409,
        _("The organiser withdrew “%(designation)s”: ask them before you put it back."),
    ),
    "reception_reason": (422, _("Say why the lot is refused: choose a reason.")),
    "lot_not_announced": (
        409,
        _("“%(designation)s” is not on sale at a site that receives goods: nothing to tick."),
    ),
    "refusal_reason_missing": (422, _("Say why: the exhibitor reads it beside the lot.")),
    "late_moved": (
        409,
        _("It was changed since you opened this page: look at it once more."),
    ),
    "lot_forbidden": (
        409,
        _("“%(designation)s” waits: the organiser must first say that these goods may be sold."),
    ),
    "lot_changed": (
        409,
        _("Somebody has changed this lot since you opened it: open it again."),
    ),
    "late_changed": (
        409,
        _("Somebody has changed what waits for the organiser since you opened it: open it again."),
    ),
    "lot_odd_anew": (
        409,
        _("“%(designation)s” has changed since you opened this page: look at it once more."),
    ),
    "lot_not_odd": (409, _("Nothing is left to ask about this lot.")),
    "message_missing": (422, _("Say what is to be put right.")),
    "disposition_not_yours": (403, _("The organiser says where unsold goods went: tell them.")),
    "disposition_early": (409, _("Close the edition first: until then goods may still be sold.")),
    "disposition_beyond": (422, _("%(left)s are still to place: type no more than that.")),
    "disposition_day": (422, _("Choose a day from the edition on, not one to come.")),
    "disposition_unknown": (404, _("This is not here any more: reload the page.")),
    "designation_missing": (422, _("Say what it is, as it would stand on the label.")),
    "text_long": (422, _("Write at most %(maximum)s characters.")),
    "lot_too_large": (
        422,
        _("No lot is that large: check the quantity, the price and the weight of one unit."),
    ),
    "pieces_range": (422, _("A lot lies in 1 to %(most)s pieces.")),
    "quantity_not_positive": (422, _("A quantity is more than zero.")),
    "quantity_below_gone": (422, _("%(gone)s are sold or removed already: no less than that.")),
    "unit_fixed": (409, _("Part of this lot is sold: its unit stays.")),
    "unit_promised": (
        409,
        _(
            "This lot was reserved or set apart in its unit, which stays: "
            "for another one, withdraw it and make a new lot."
        ),
    ),
    "price_negative": (422, _("A price is zero or more.")),
    "reference_price_not_positive": (422, _("A price when new is more than zero, or left empty.")),
    "category_off": (422, _("This edition does not take this category: choose another.")),
    "weight_missing": (422, _("Type the weight of one unit, or choose another way to know it.")),
    "tare_above_gross": (
        422,
        _("The carrier alone weighs less than with its load: check gross and tare."),
    ),
    "density_missing": (422, _("Type what a cubic metre of it weighs.")),
    "density_unlikely": (
        422,
        _("A material weighs from %(least)s to %(most)s kg a cubic metre: check it."),
    ),
    "weight_unlikely": (
        422,
        _("%(weight)s for one %(unit)s: is it right? Usual are %(least)s to %(most)s."),
    ),
    "lot_uuid_taken": (409, _("This form was used for another lot: open it again.")),
    "series_empty": (422, _("Type what differs: one value for each lot of the series.")),
    "series_long": (422, _("A series has %(most)s lots at most: a spreadsheet brings more.")),
    "category_without_default": (
        422,
        _("The organiser gave no usual weight for this category: choose another way to know it."),
    ),
    "category_default_unit": (
        422,
        _("The usual weight of this category is for one %(unit)s: choose another way to know it."),
    ),
    "material_unknown": (422, _("Choose a material of the list.")),
    "material_unit": (
        422,
        _("The mass of “%(label)s” does not fit this unit: choose another way to know the weight."),
    ),
    "content_unit": (
        422,
        _("Type it with its unit, as in “0.0441 m³”, or type the dimensions instead."),
    ),
    "content_basis": (
        422,
        _("This material is known by the %(basis)s: type that, or the dimensions instead."),
    ),
    "dimension_missing": (422, _("The weight is computed from this dimension: type it.")),
    "photo_unknown": (404, _("This photo is not here any more.")),
    "photo_large": (
        422,
        _("This photo weighs more than %(megabytes)s MB: choose a smaller one."),
    ),
    "photo_pixels": (
        422,
        _("This photo has more than %(megapixels)s million points: choose a smaller one."),
    ),
    "photo_format": (
        422,
        _("This file is no photo that can be read here: send it as JPEG, PNG or WebP."),
    ),
    "photo_unreadable": (
        422,
        _("This photo is cut short or damaged: take it again, or choose another."),
    ),
    "photos_too_many": (
        422,
        _("A lot shows %(most)s photos at most: remove one before you add another."),
    ),
    "photos_frozen": (
        409,
        _(
            "Its photos stay as they are: cataloguing is closed, and this lot is in the catalogue."
            " Ask the organiser, who can still change them."
        ),
    ),
    "photo_elsewhere": (409, _("This photo belongs to another lot: take it again.")),
    "correction_nothing": (422, _("Nothing changes: type what left the lot.")),
    "correction_negative": (422, _("Only a recount can find more: type a number above zero.")),
    "correction_beyond": (422, _("Only %(left)s are left: type no more than that.")),
    "count_negative": (422, _("A count is zero or more.")),
    "comment_long": (422, _("Write at most %(maximum)s characters.")),
    "fact_reused": (409, _("This page was used for another correction: open it again.")),
    "public_url_missing": (
        409,
        _("Set PUBLIC_URL first: the labels’ QR codes lead there long after the day."),
    ),
    "lot_not_offered": (409, _("“%(designation)s” is not on sale: a label would lead nowhere.")),
    "label_place": (422, _("This sheet has %(places)s places: choose one of them.")),
    "labels_up_to_date": (409, _("Every label is up to date: nothing is new or changed.")),
    "labels_none": (422, _("Tick at least one lot that is on sale.")),
    "labels_too_many": (422, _("Print at most %(most)s labels at a time: fewer copies or lots.")),
    "own_sheet_unknown": (404, _("This label sheet is not here any more.")),
    "printer_unknown": (404, _("This printer is not here any more.")),
    "paper_name": (422, _("Give it a name, to find it again.")),
    "page_size": (422, _("Give a length above 0 and up to %(most)s mm.")),
    "label_small": (422, _("At least %(least)s mm: a smaller code could not be read.")),
    "length_negative": (422, _("Give a length of 0 mm or more.")),
    "too_many_places": (422, _("From 1 to %(most)s labels on a sheet: count them again.")),
    "sheet_too_wide": (
        422,
        _("The columns are %(over)s mm too wide for the page: check width, margin and gap."),
    ),
    "sheet_too_high": (
        422,
        _("The rows are %(over)s mm too high for the page: check height, margin and gap."),
    ),
    "offset_large": (422, _("At most %(most)s mm: beyond, the wrong sheet is in the printer.")),
    "label_sheet_unknown": (422, _("Choose a label sheet of the list.")),
    "price_rule_missing": (422, _("Type what comes off the price, or what it becomes.")),
    "price_rule_step": (422, _("Choose one of the list.")),
    "price_rule_rate": (422, _("Type a rate above 0 and up to 100 %%.")),
    "markdown_past": (422, _("This hour is over: choose a later one, or mark down at once.")),
    "markdown_far": (422, _("Choose a day within a year.")),
    "markdown_nothing": (
        422,
        _("No price would fall: look at what you chose, and at how much comes off."),
    ),
    "markdown_unknown": (404, _("This markdown is not here: go back to the list.")),
    "markdown_applied": (409, _("Its hour has come and prices fell: you can undo it instead.")),
    "markdown_not_applied": (409, _("There is nothing to undo: reload the page.")),
    "bulk_nothing": (422, _("Choose at least one thing to change.")),
    "bulk_late": (
        409,
        _("Cataloguing is closed: only its price may still fall. Ask the organiser for the rest."),
    ),
    "bulk_many": (422, _("At most %(most)s lots at a time: narrow your search.")),
    "bulk_moved": (
        409,
        _("Some of these lots have just changed: look again at what becomes of them."),
    ),
    "bulk_no_change": (422, _("They are all like this already: nothing would change.")),
    "bulk_unknown": (404, _("This change is not here: go back to the list.")),
    "bulk_undone": (409, _("This was taken back already.")),
    "entry_unknown": (404, _("This entry is not in this edition’s journal.")),
}
