"""The one desk for errors: a code becomes a status and a sentence that says what to do next."""

from __future__ import annotations

from flask import Flask, jsonify, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.language import current
from bourse.errors import BourseError
from bourse.values import Quantity, Unit
from reports.kit import formats

SENTENCES = {
    "number_unreadable": (422, _("Type a number such as 12.5.")),
    "number_too_large": (422, _("This number is too large: check it.")),
    "number_too_precise": (422, _("Type at most %(decimals)s decimals.")),
    "unit_unknown": (422, _("This unit is not known: choose one of the list.")),
    "quantity_not_whole": (422, _("Pieces are counted whole: type a number without decimals.")),
    "quantity_unit_differs": (422, _("Use the same unit as the lot.")),
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
    "lot_code_length": (422, _("A lot code has six characters: type it again.")),
    "lot_code_character": (422, _("This is not a lot code: “%(character)s” is never in one.")),
    "lot_code_check": (422, _("A character of this code is wrong: type it again.")),
    "lot_unknown": (404, _("This lot is not here: go back to the list.")),
    "lot_move": (
        409,
        _("“%(designation)s” cannot go there from where it is: reload the page."),
    ),
    "lot_moderated": (
        409,
        _("The organiser withdrew “%(designation)s”: ask them before you put it back."),
    ),
    "edition_closed": (409, _("The edition is closed: its lots no longer change.")),
    "exhibitor_unknown": (404, _("No exhibitor has this code here: go back to the list.")),
    "exhibitor_out": (409, _("This exhibitor does not take part in the edition.")),
    "exhibitor_not_confirmed": (
        409,
        _("Lots go on sale once the organiser has approved the application; keep them as drafts."),
    ),
    "designation_missing": (422, _("Say what it is, as it would stand on the label.")),
    "text_long": (422, _("Write at most %(maximum)s characters.")),
    "lot_too_large": (
        422,
        _("No lot is that large: check the quantity, the price and the weight of one unit."),
    ),
    "quantity_not_positive": (422, _("A quantity is more than zero.")),
    "quantity_below_gone": (422, _("%(gone)s are sold or removed already: no less than that.")),
    "unit_fixed": (409, _("Part of this lot is sold: its unit stays.")),
    "price_negative": (422, _("A price is zero or more.")),
    "reference_price_not_positive": (422, _("A price when new is more than zero, or left empty.")),
    "category_off": (422, _("This edition does not take this category: choose another.")),
    "weight_missing": (422, _("Type the weight of one unit, or choose another way to know it.")),
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
    "correction_nothing": (422, _("Nothing changes: type what left the lot.")),
    "correction_negative": (422, _("Only a recount can find more: type a number above zero.")),
    "correction_beyond": (422, _("Only %(left)s are left: type no more than that.")),
    "count_negative": (422, _("A count is zero or more.")),
    "comment_long": (422, _("Write at most %(maximum)s characters.")),
    "fact_reused": (409, _("This page was used for another correction: open it again.")),
    "company_number_invalid": (
        422,
        _("This number does not exist: check its digits on an invoice or on the Kbis."),
    ),
    "company_number_country": (422, _("Choose France or Belgium.")),
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
        _("This is not a readable spreadsheet: save it as XLSX, ODS or CSV, without a password."),
    ),
    "table_unreadable": (422, _("This file is damaged: save it again from your spreadsheet.")),
    "table_quotes": (422, _("A quotation mark is left open near line %(line)s: close it.")),
    "table_empty": (422, _("The first sheet of this file has no row to read: fill it in.")),
    "heading_missing": (
        422,
        _("No line names the columns: write their headings above the first row."),
    ),
    "heading_twice": (422, _("Two columns are called “%(heading)s”: rename one.")),
    "column_missing": (422, _("This column is missing: add it.")),
    "cell_empty": (422, _("Fill this cell in: the row needs it.")),
    "cell_long": (422, _("Write at most %(longest)s characters.")),
    "condition_unknown": (422, _("This condition is not known: write “good condition” or “new”.")),
    "origin_unknown": (422, _("This origin is not known: write “new surplus” or “dismantled”.")),
    "category_unclear": (422, _("This is not one of the categories: write its code or its name.")),
    "unit_missing": (422, _("Say in which unit: pieces, m², linear m, kg…")),
    "unit_differs": (422, _("The row speaks of “%(unit)s” and of “%(other)s”: use one unit.")),
    "price_without_vat": (422, _("Give the price with VAT: it is what buyers pay.")),
    "reference_twice": (422, _("Line %(line)s has the same reference: give each lot its own.")),
    "reference_ambiguous": (
        409,
        _("Two of your lots have this reference: change one of them, then import again."),
    ),
    "public_url_missing": (
        409,
        _("Set PUBLIC_URL first: the labels’ QR codes lead there long after the day."),
    ),
    "lot_not_offered": (409, _("“%(designation)s” is not on sale: a label would lead nowhere.")),
    "label_place": (422, _("This sheet has %(places)s places: choose one of them.")),
    "labels_none": (422, _("Tick at least one lot that is on sale.")),
    "labels_too_many": (422, _("Print at most %(most)s labels at a time: fewer copies or lots.")),
    "sheet_unknown": (422, _("Choose a label sheet of the list.")),
    "password_short": (422, _("Choose a password of at least %(minimum)s characters.")),
    "entry_unknown": (404, _("This entry is not in this edition’s journal.")),
    "edition_unknown": (404, _("This edition does not exist: check the address.")),
    "site_unknown": (404, _("This site does not exist in this edition.")),
    "slug_invalid": (
        422,
        _("Use small letters without accents, digits and hyphens: morteau-2026."),
    ),
    "slug_taken": (409, _("Another edition is already called “%(slug)s”: choose another name.")),
    "slug_fixed": (409, _("The short name stays: labels, links and the journal say it.")),
    "terms_fixed": (409, _("This no longer changes once the edition has been open.")),
    "dates_order": (422, _("The last day comes before the first: check both dates.")),
    "dates_too_long": (422, _("An edition lasts at most %(days)s days: check both dates.")),
    "commission_range": (422, _("A commission is between 0 and 100 %%.")),
    "fee_negative": (422, _("A fee is zero or more.")),
    "timezone_unknown": (422, _("Choose a time zone of the list.")),
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
    "till_unknown": (404, _("This till is not in this edition: choose one of the list.")),
    "till_retired": (409, _("This till is out of use: create another one.")),
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
    "case_unknown": (404, _("This case is not in this edition: go back to the list.")),
    "pin_shape": (422, _("A PIN has six digits.")),
    "pin_obvious": (422, _("This PIN is the first one tries: choose another.")),
    "pin_wrong": (422, _("This PIN is not the right one: try again.")),
    "database_in_use": (
        409,
        _("The database is in use: the demonstration needs an empty one."),
    ),
    "applications_closed": (
        409,
        _("This edition takes no applications at present. Write to the organiser."),
    ),
    "already_applied": (
        409,
        _(
            "This firm has applied already. Sign in to follow its application; if you know "
            "nothing of it, write to the organiser."
        ),
    ),
    "company_has_account": (
        409,
        _(
            "This firm has an account here. Sign in, or ask one of your colleagues to invite you; "
            "if nobody can, write to the organiser."
        ),
    ),
    "application_decided": (409, _("This application has been confirmed. Sign in to follow it.")),
    "exhibitor_unknown": (404, _("No exhibitor has this code here: go back to the list.")),
    "exhibitor_exists": (409, _("This firm is in this edition already, under the code %(code)s.")),
    "exhibitor_status": (
        409,
        _("Someone has decided otherwise in the meantime. Reload the page to see where it stands."),
    ),
    "reason_missing": (422, _("Say why: the firm reads it in its letter.")),
    "stand_site_twice": (422, _("Give each site once.")),
    "stand_taken": (409, _("Stand %(label)s is taken by %(company)s: choose another label.")),
    "vat_number_invalid": (422, _("This VAT number does not exist. Leave it empty for none.")),
    "invitations_none": (422, _("Type or paste at least one line.")),
    "invitations_many": (422, _("Send at most %(most)s invitations at once.")),
    "invitation_columns": (
        422,
        _("Write the name, then the e-mail address, with a semicolon between them."),
    ),
    "invitation_name": (422, _("The name of the firm is missing or too long.")),
    "invitation_email": (422, _("“%(email)s” is not an e-mail address.")),
    "invitation_number": (422, _("“%(number)s” is neither a SIRET nor a BCE number.")),
    "invitation_twice": (422, _("This address stands in line %(first)s already.")),
    "invitation_sent": (409, _("This address has been invited already: send it again below.")),
    "invitation_exhibitor": (409, _("This address is that of exhibitor %(code)s.")),
    "invitation_unknown": (404, _("This invitation does not exist: reload the list.")),
    "invitation_revoked": (410, _("This invitation was taken back. Write to the organiser.")),
    "invitation_answered": (409, _("This firm has answered already: see its application.")),
    "company_unknown": (404, _("You do not act for this firm: go back to your firms.")),
    "already_member": (409, _("This person acts for the firm already.")),
    "membership_withdrawn": (
        410,
        _("This invitation was taken back. Ask your colleague for another one."),
    ),
    "member_unknown": (404, _("This person is not among those who act for the firm.")),
    "last_member": (
        409,
        _("Someone must act for the firm: invite a colleague before the last one leaves."),
    ),
    "link_dead": (
        410,
        _("This link is too old or was used before. Sign in, or ask for a new one."),
    ),
    "password_wrong": (422, _("This is not your present password: type it again.")),
    "user_unknown": (404, _("This person has no account here: reload the list.")),
    "mail_unknown": (404, _("This message is no longer there: reload the list.")),
    "name_missing": (422, _("Type a name.")),
    "not_yourself": (409, _("Ask another organiser to close your own account.")),
    "last_organiser": (409, _("One organiser must remain: give the role to someone else first.")),
}
"""Code → (HTTP status, sentence). Every code that a use case raises has a line here."""

PAGES = {
    400: (_("Unreadable request"), _("Go back, reload the page and try again.")),
    401: (_("Sign in first"), _("Your session has ended: sign in again, nothing is lost.")),
    403: (
        _("Not for you"),
        _("Your account does not open this page. Ask the organiser for access."),
    ),
    404: (_("Page not found"), _("Check the address, or start again from the home page.")),
    405: (_("Not possible"), _("Go back to the page before and use its buttons.")),
    413: (_("File too large"), _("Send a file of at most 16 MB.")),
    429: (_("Too many tries"), _("Wait a minute, then try again.")),
    500: (_("Something broke"), _("Nothing was half-saved. Try again; if it goes on, tell us.")),
    503: (_("Busy"), _("The database is busy. Try again in a moment; nothing was lost.")),
}


def sentence(error: BourseError) -> str:
    """What to tell the person, in their language."""
    said = {name: _readable(value) for name, value in error.params.items()}
    return str(SENTENCES[error.code][1]) % said


def _readable(value: object) -> object:
    """Quantities and units as people write them; the rest as it is."""
    if isinstance(value, Quantity):
        return formats.quantity(value, current())
    return formats.unit(value) if isinstance(value, Unit) else value


def attach(form: FlaskForm, error: BourseError) -> None:
    """Put an error on the field it speaks of, or at the top of the form."""
    field = form._fields.get(str(error.params.get("field")))
    if field is None:
        form.form_errors.append(sentence(error))
    else:
        field.errors = [*field.errors, sentence(error)]


def _answer(status: int, title: str, advice: str, code: str) -> Response | tuple[object, int]:
    if request.path.startswith(("/till/api/", "/api/")):
        return jsonify(error=code, message=advice), status
    return render_template("error.html", title=title, advice=advice), status


def _on_bourse_error(error: BourseError) -> Response | tuple[object, int]:
    status, _sentence = SENTENCES[error.code]
    return _answer(status, gettext("This cannot be done"), sentence(error), error.code)


def _on_http_error(error: HTTPException) -> Response | tuple[object, int]:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    title, advice = PAGES.get(status, PAGES[500])
    return _answer(status, str(title), str(advice), error.name.lower().replace(" ", "_"))


def _on_csrf_error(_error: CSRFError) -> Response | tuple[object, int]:
    return _answer(400, gettext("This page is too old"), str(PAGES[400][1]), "csrf")


def _on_database_error(_error: OperationalError) -> Response | tuple[object, int]:
    title, advice = PAGES[503]
    return _answer(503, str(title), str(advice), "busy")


def init_app(app: Flask) -> None:
    """Handle every error here."""
    app.register_error_handler(BourseError, _on_bourse_error)
    app.register_error_handler(CSRFError, _on_csrf_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(OperationalError, _on_database_error)
