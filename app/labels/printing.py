"""Printing labels, for exhibitors and organisers alike: choose, print, say that it came out."""

from __future__ import annotations

import io
from collections.abc import Sequence

from flask import abort, current_app, flash, redirect, render_template, request, send_file
from flask_babel import gettext, ngettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.labels.desk import Desk
from app.labels.form import LabelForm, blank_form, check, sent_form, sheets_by_name
from app.language import current
from app.links import public_root
from app.lots.left import tell_left
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.labels.labelling import (
    LabelOrder,
    LotToLabel,
    exhibitors_to_label,
    ordered,
    stale,
    to_print,
)
from bourse.labels.paper import printers_of, sheets_of
from bourse.labels.printed import remember
from reports.labels import calibration
from reports.labels.lots import labels, number_of
from reports.labels.pdf import write
from reports.labels.preview import picture
from reports.labels.sheets import SHEETS, Sheet

CARRIED = (
    *("which", "ticked", "lot", "exhibitor"),
    *("sheet", "first", "copies", "order", "reference", "printer"),
)
"""The names of all that a choice of labels says."""
MOST_PICKED = 80
"""Places on a sheet that a person picks with a finger; of more, they type the number."""


def choosing(desk: Desk) -> str:
    """The page that chooses lots, sheet, place and printer."""
    form = blank_form(desk.offered, sheets_of(desk.owner), printers_of(desk.owner))
    return _choose(desk, form)


def checking(desk: Desk) -> str | tuple[str, int]:
    """What is about to be printed: its PDF, how to print it, and the word that it came out."""
    lots, form, sheet = _sent_choice(desk)
    if sheet is None:
        return _choose(desk, form), 422
    label_root(desk.edition)
    count = number_of(lots, copies=form.copies.data)
    last = (form.first.data - 1 + count) % sheet.labels
    return render_template(
        "labels/print.html",
        desk=desk,
        edition=desk.edition,
        exhibitor=desk.exhibitor,
        sheet=sheet,
        count=count,
        pages=sheet.pages(count, form.first.data),
        next_place=last + 1,
        lots=lots,
        pdf=desk.url("labels_pdf", **_asked()),
        back=desk.url("labels", **_asked()),
    )


def pdf(desk: Desk) -> Response | tuple[str, int]:
    """The labels, opened in the browser."""
    lots, form, sheet = _sent_choice(desk)
    if sheet is None:
        return _choose(desk, form), 422
    out = io.BytesIO()
    wanted = list(
        labels(
            desk.edition,
            ordered(lots, LabelOrder(form.order.data)),
            label_root(desk.edition),
            copies=form.copies.data,
            with_reference=form.reference.data,
        )
    )
    offset = desk.offset(form.printer.data if form.printer else "")
    write(wanted, sheet, out, language=current(), first=form.first.data, offset=offset)
    name = f"{desk.edition.slug}-{desk.exhibitor.code}" if desk.exhibitor else desk.edition.slug
    return _sent(out, gettext("labels-%(name)s.pdf", name=name))


def printed(desk: Desk) -> Response:
    """Remember that these labels came out as the page that asks says them."""
    marks, by = _came_out(), current_actor()
    with transaction():
        done = remember(marks, edition_id=desk.edition.id, exhibitor_id=desk.narrowed, by=by)
    if done.kept:
        said = ngettext("%(num)d lot has its label.", "%(num)d lots have their label.", done.kept)
        flash(said, "good")
    if done.changed:
        said = ngettext(
            "%(num)d lot was changed in the meantime: print its label again.",
            "%(num)d lots were changed in the meantime: print their labels again.",
            done.changed,
        )
        flash(said, "warn")
    tell_left(
        [
            (lot, BourseError("lot_not_offered", designation=lot.designation))
            for lot in done.off_sale
        ],
        lambda lot: desk.url("lot", code=lot.code),
    )
    return redirect(
        desk.url("labels", sheet=request.form.get("sheet"), first=request.form.get("first"))
    )


def _came_out() -> dict[str, str]:
    """Code and mark of each label, as the page says them: "C7K3PX:0123456789abcdef,…"."""
    rows = [row.partition(":") for row in request.form.get("printed", "").split(",")]
    if not all(code and mark for code, _colon, mark in rows):
        abort(400)
    return {code: mark for code, _colon, mark in rows}


def calibrating(desk: Desk) -> Response:
    """The frames of a sheet, to see how far a printer drifts."""
    sheets = sheets_by_name(sheets_of(desk.owner))
    sheet = sheets.get(request.args.get("sheet", ""), next(iter(SHEETS.values())))
    out = io.BytesIO()
    offset = desk.offset(request.args.get("printer", ""))
    calibration.write(sheet, out, language=current(), offset=offset)
    return _sent(out, gettext("calibration-%(sheet)s.pdf", sheet=sheet.name))


def label_root(edition: Edition) -> str:
    """The address before /l/<code> in the QR codes, which outlive the day.

    Raises `public_url_missing` without PUBLIC_URL, unless the edition is fictional: then this
    machine's own address will do.
    """
    if not current_app.config["PUBLIC_URL"] and not edition.is_fictional:
        raise BourseError("public_url_missing")
    return public_root()


def _sent(out: io.BytesIO, name: str) -> Response:
    out.seek(0)
    return send_file(out, mimetype="application/pdf", download_name=name)


def _sent_choice(desk: Desk) -> tuple[list[LotToLabel], LabelForm, Sheet | None]:
    """The lots, the form and its sheet; None of that when the form says what is wrong."""
    lots, extra = desk.chosen(), sheets_of(desk.owner)
    form = sent_form(desk.offered, extra, printers_of(desk.owner))
    return lots, form, check(form, lots, extra)


def _asked() -> dict[str, list[str]]:
    """What the address asks for, to be carried to the next page."""
    return {name: request.args.getlist(name) for name in CARRIED if name in request.args}


def _choose(desk: Desk, form: LabelForm) -> str:
    sheets = sheets_by_name(sheets_of(desk.owner))
    sheet = sheets.get(form.sheet.data or "", next(iter(SHEETS.values())))
    return render_template(
        "labels/choose.html",
        desk=desk,
        edition=desk.edition,
        exhibitor=desk.exhibitor,
        exhibitors=exhibitors_to_label(desk.edition.id) if desk.room == "organiser" else [],
        form=form,
        sheet=sheet,
        picks_place=1 < sheet.labels <= MOST_PICKED,
        lots=len(desk.offered),
        on_sale=len(desk.on_sale),
        fresh=len(to_print(desk.on_sale)),
        stale=stale(desk.on_sale),
        preview=_preview(desk, form, sheet),
    )


def _preview(desk: Desk, form: LabelForm, sheet: Sheet) -> Markup | None:
    """The first label that would be printed; none before PUBLIC_URL says where it leads."""
    ticked = set(form.lot.data or ()) if form.lot else set()
    first: Sequence[LotToLabel] = [
        lot for lot in desk.offered if not ticked or lot.code.compact in ticked
    ][:1]
    try:
        root = label_root(desk.edition)
    except BourseError:
        return None
    shown = labels(desk.edition, first, root, with_reference=bool(form.reference.data))
    return next((Markup(picture(label, sheet, current())) for label in shown), None)
