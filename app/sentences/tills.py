"""Tills, devices, cashiers, receipts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "till_unknown": (404, _("This till is not in this edition: choose one of the list.")),
    "till_retired": (409, _("This till is out of use: create another one.")),
    "markdown_limit": (422, _("A markdown is from nothing to the whole price: type 0 to 100.")),
    "till_without_mode": (422, _("Switch at least one payment mode on.")),
    "enrolment_code_wrong": (
        422,
        _("This code is wrong, used or expired: ask the organiser for a new one."),
    ),
    "cashier_unknown": (404, _("This cashier is not in this edition: choose one of the list.")),
    "lot_nowhere": (404, _("No lot has this code: check the label, or type it again.")),
    "lot_of_another_edition": (
        404,
        _("This label belongs to another edition (%(edition)s): it is not sold here."),
    ),
    "receipt_unknown": (404, _("No receipt has this number here: check it on the paper.")),
    "mail_off": (409, _("No mail server is set up here: print the receipt, or show its code.")),
    "mail_not_sent": (
        502,
        _("The mail server refused it: check the address and try again, or print the receipt."),
    ),
    "email_shape": (422, _("Type an e-mail address such as name@example.org.")),
    "session_unknown": (
        404,
        _("The server does not have this session yet: send what waits on the tablet first."),
    ),
    "case_unknown": (404, _("This case is not in this edition: go back to the list.")),
    "rescue_unreadable": (
        422,
        _(
            "This is not a tablet’s file: on the tablet, open “What was sent, and what was not”,"
            " save its sales as a file, and choose that one."
        ),
    ),
    "rescue_damaged": (
        422,
        _(
            "The file was changed or cut short since the tablet made it: save it again, and copy it"
            " whole."
        ),
    ),
    "rescue_foreign": (
        422,
        _("This file is of another edition (%(edition)s): import it on that one’s desk."),
    ),
    "rescue_gone": (404, _("This file was imported or taken away: choose it again.")),
    "case_not_held": (409, _("This fact waits for no verdict: look at it, then settle it.")),
    "sheets_too_many": (422, _("Print between 1 and %(most)s sheets at once.")),
    "sheets_gone": (404, _("These sheets were not printed for this edition: choose others.")),
    "paper_without_till": (
        422,
        _("%(site)s has no till: create one, under which its sheets are typed in."),
    ),
    "sheet_unknown": (
        422,
        _("No sheet %(number)s was printed for this edition: read its number again."),
    ),
    "sheet_used": (
        422,
        _(
            "Sheet %(number)s was typed in already: it is receipt %(receipt)s. To correct it,"
            " first reverse the whole receipt at a till, then type the sheet in again."
        ),
    ),
    "sheet_future": (422, _("This moment is still to come: read the date and time again.")),
    "sheet_too_early": (
        422,
        _("The sheet was not printed yet on that day: read the date and time again."),
    ),
    "sheet_empty": (422, _("Type in one line at least, with its quantity.")),
    "sheet_quantity": (422, _("Type a quantity above zero, a whole one for pieces.")),
    "sheet_line": (
        422,
        _("No receipt can hold this line: read its quantity, its price and its weight again."),
    ),
    "sheet_free_line": (
        422,
        _(
            "A line without a code needs its designation, its seller, its category, its origin"
            " and its price."
        ),
    ),
    "sheet_payments": (
        422,
        _("The lines add up to %(lines)s and the payments to %(paid)s: read both again."),
    ),
    "sheet_unreadable": (422, _("The sheet could not be recorded (%(reason)s): check each line.")),
    "session_closed": (409, _("This session is closed already: look at it in the list.")),
    "session_sells": (
        409,
        _(
            "The tablet %(series)s was heard a moment ago: close the session on it, or revoke it"
            " first if nobody has it any more."
        ),
    ),
    "closing_unreadable": (
        422,
        _("No closing can hold these amounts: read again what you counted."),
    ),
    "pin_shape": (422, _("A PIN has six digits.")),
    "pin_obvious": (422, _("This PIN is the first one tries: choose another.")),
    "pin_wrong": (422, _("This PIN is not the right one: try again.")),
}
