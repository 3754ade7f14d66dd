"""Imports that were made: what each did, and taking its drafts out again."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.security import current_actor
from app.spreadsheets.importing import Intake
from bourse.db import transaction
from bourse.intake.lot_import import count_untouched, import_of, undo_import


def summary(intake: Intake, import_id: int) -> str:
    """What an import did, and what comes next."""
    done = import_of(intake.exhibitor, import_id)
    return render_template(
        "imports/done.html",
        intake=intake,
        exhibitor=intake.exhibitor,
        edition=intake.exhibitor.edition,
        done=done,
        untouched=0 if done.undone_at else count_untouched(done),
    )


def undoing(intake: Intake, import_id: int) -> Response | str:
    """Take out the drafts it made and nobody changed since, once that was asked."""
    form, done = FlaskForm(), import_of(intake.exhibitor, import_id)
    if form.validate_on_submit():
        with transaction():
            done = import_of(intake.exhibitor, import_id)
            gone = undo_import(done, by=current_actor())
        flash(
            ngettext("%(num)d draft is taken out.", "%(num)d drafts are taken out.", gone), "good"
        )
        return redirect(intake.url("lot_import", import_id=import_id))
    return render_template(
        "imports/undo.html",
        intake=intake,
        exhibitor=intake.exhibitor,
        edition=intake.exhibitor.edition,
        form=form,
        done=done,
        untouched=count_untouched(done),
    )
