"""Balances of past editions: read from a spreadsheet, listed, taken away."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response

from app.errors import attach
from app.organiser import blueprint
from app.security import current_actor
from app.spreadsheets.faults import BALANCE_FIELDS, reason
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.impact import history as balances
from bourse.impact.evolution import cumulative
from bourse.intake.apart import read_apart
from bourse.intake.balances import BalanceSheet, read_balances


class ImportForm(FlaskForm):
    """The spreadsheet to read."""

    file = FileField(_("Spreadsheet"), [FileRequired(_("Choose a file first."))])


@blueprint.get("/history/")
def history() -> str:
    """Every balance kept, and what they add up to."""
    return render_template(
        "organiser/history.html",
        balances=balances.past_balances(),
        sums=cumulative(),
        form=ImportForm(),
        faults=(),
    )


@blueprint.post("/history/")
def import_history() -> Response | tuple[str, int]:
    """Keep a spreadsheet's balances, all or none; what is wrong is listed line by line."""
    form, sheet = ImportForm(), None
    if form.validate():
        try:
            sheet = read_balances(read_apart(form.file.data.read()).table)
        except BourseError as error:
            error.params["field"] = "file"
            attach(form, error)
    if sheet and not sheet.faults:
        return _keep(sheet)
    faults = sorted(sheet.faults, key=lambda fault: fault.line) if sheet else []
    page = render_template(
        "organiser/history.html",
        balances=balances.past_balances(),
        sums=cumulative(),
        form=form,
        faults=[(fault.line, reason(fault, BALANCE_FIELDS)) for fault in faults],
    )
    return page, 422


@blueprint.route("/history/<int:balance_id>/delete", methods=["GET", "POST"])
def delete_balance(balance_id: int) -> Response | str:
    """Take a balance away, once confirmed; its figures stay in the record of changes."""
    form, balance = FlaskForm(), balances.find_balance(balance_id)
    if form.validate_on_submit():
        with transaction():
            balances.forget_balance(balance_id, by=current_actor())
        flash(gettext("The balance is deleted."), "good")
        return redirect(url_for("organiser.history"))
    return render_template("organiser/delete_balance.html", balance=balance, form=form)


def _keep(sheet: BalanceSheet) -> Response:
    with transaction():
        kept = balances.keep_balances([row.draft for row in sheet.rows], by=current_actor())
    said = gettext(
        "New: %(added)d, replaced: %(replaced)d, unchanged: %(unchanged)d",
        added=kept.added,
        replaced=kept.replaced,
        unchanged=kept.unchanged,
    )
    flash(said, "good")
    return redirect(url_for("organiser.history"))
