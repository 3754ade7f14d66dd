"""Spreadsheets that come in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "table_too_large": (
        422,
        _("This file is too large (%(megabytes)s MB at most): cut it in two."),
    ),
    "table_too_long": (422, _("This file has more than %(lines)s lines: cut it in two.")),
    "table_too_wide": (
        422,
        _("This sheet goes beyond %(columns)s columns: remove what is far out."),
    ),
    "table_format": (
        422,
        _("This is not a readable spreadsheet: save it as XLSX, ODS or CSV."),
    ),
    "table_password": (
        422,
        _("This file is locked by a password: save it without one, then send it again."),
    ),
    "table_too_heavy": (
        422,
        _("This file wants too much memory: copy its rows into a new sheet, then send that."),
    ),
    "table_too_slow": (
        422,
        _("This file takes too long to read: copy its rows into a new sheet, then send that."),
    ),
    "intake_busy": (
        503,
        _("Other spreadsheets are being read just now: send yours again in a minute."),
    ),
    "table_unreadable": (422, _("This file is damaged: save it again from your spreadsheet.")),
    "table_quotes": (422, _("A quotation mark is left open near line %(line)s: close it.")),
    "table_empty": (422, _("This sheet has no row to read: fill it in.")),
    "heading_missing": (
        422,
        _("No line names the columns: write their headings above the first row."),
    ),
    "column_chosen_twice": (
        422,
        _("Two columns are said to be “%(field)s”: choose one, and leave the other unread."),
    ),
    "heading_twice": (422, _("Two columns are called “%(heading)s”: rename one.")),
    "column_missing": (422, _("This column is missing: add it.")),
    "column_without_vat": (
        422,
        _("These prices are without VAT: put those with VAT in their place, buyers pay them."),
    ),
    "unit_whole": (
        422,
        _("A lump sum counts nothing: write 1 piece, and the price of all of it."),
    ),
    "cell_empty": (422, _("Fill this cell in: the row needs it.")),
    "cell_long": (422, _("Write at most %(longest)s characters.")),
    "cell_formula": (
        422,
        _("This formula has no result in the file: open it in your spreadsheet and save it again."),
    ),
    "cell_error": (422, _("This cell shows an error: put its formula right, or type the value.")),
    "cell_date": (422, _("This is a date: set the cell’s format to text, then type the number.")),
    "condition_unknown": (422, _("This condition is not known: write “good condition” or “new”.")),
    "origin_unknown": (422, _("This origin is not known: write “new surplus” or “dismantled”.")),
    "category_unclear": (422, _("This is not one of the categories: write its code or its name.")),
    "unit_missing": (422, _("Say in which unit: pieces, m², linear m, kg…")),
    "unit_differs": (422, _("The row speaks of “%(unit)s” and of “%(other)s”: use one unit.")),
    "price_without_vat": (422, _("Give the price with VAT: it is what buyers pay.")),
    "import_refused": (409, _("Some rows are refused: put them right in the file, then send it.")),
    "import_failed": (
        409,
        _(
            "The database took none of these lots, and nothing of them was written: import again, "
            "and tell the organiser if it goes on."
        ),
    ),
    "import_stale": (
        409,
        _("Your lots have just changed: look at the preview again, then import."),
    ),
    "import_undone": (409, _("This import is taken back already.")),
    "import_unknown": (404, _("There is no such import: go back to your lots.")),
    "upload_gone": (
        404,
        _("This file is no longer kept: send it again, nothing was imported."),
    ),
    "edits_late_many": (
        409,
        _("Cataloguing is closed: send at most %(most)s changes at a time, or ask the organiser."),
    ),
    "reference_twice": (422, _("Line %(line)s has the same reference: give each lot its own.")),
    "reference_ambiguous": (
        409,
        _("Two of your lots have this reference: change one of them, then import again."),
    ),
}
