"""Changing many lots at once, for exhibitors and organisers alike: choose, look, do, take back."""

from __future__ import annotations

import json

from flask import flash, redirect, render_template, request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField, SelectField

from app.bulk.changes import changes
from app.bulk.desk import LotDesk
from app.bulk.price_rule_fields import PriceRuleFields, PriceWay
from app.errors import attach, sentence
from app.language import current
from app.lots.category_names import category_names
from app.security import current_actor
from bourse.bulk.editing import bulk_edit_of, bulk_edits, edit_lots, undo_bulk
from bourse.bulk.preview import BulkDraft, fingerprint, preview
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.lots.models import Condition, Origin
from bourse.lots.queries import lots_by_id
from reports.kit.words import word

SHOWN = 200
"""Lots that a preview lists; what cannot be done comes first."""


class BulkForm(FlaskForm, PriceRuleFields):
    """What is to become of the chosen lots; an empty field changes nothing."""

    category = SelectField(_("Category"))
    condition = SelectField(_("Condition"))
    origin = SelectField(_("Where it comes from"))
    by_default = BooleanField(_("Weigh them by their category’s usual weight"))
    seen = HiddenField()

    def draft(self) -> BulkDraft:
        """What was chosen; raises like `PriceRuleFields.rule`."""
        return BulkDraft(
            category=self.category.data or None,
            condition=Condition(self.condition.data) if self.condition.data else None,
            origin=Origin(self.origin.data) if self.origin.data else None,
            price=self.rule(),
            by_default=self.by_default.data,
        )


def editing(desk: LotDesk) -> Response | str | tuple[str, int]:
    """Choose what becomes of the lots; then look at each; then do it."""
    chosen = desk.chosen()
    if not chosen:
        flash(gettext("Tick the lots first."), "warn")
        return redirect(desk.url("lots"))
    form = _form(desk)
    if "change" not in request.form or not form.validate_on_submit():
        return _choose(desk, form)
    try:
        draft = form.draft()
        if form.seen.data:
            return _do(desk, draft, form.seen.data)
        return _look(desk, form, draft)
    except BourseError as error:
        if error.code == "bulk_moved":
            form.seen.raw_data, form.seen.data = None, ""
            attach(form, error)
            return _look(desk, form, draft)
        attach(form, error)
        return _choose(desk, form)


def made(desk: LotDesk, edit_id: int) -> str:
    """What an edit changed, and the way back."""
    edit = bulk_edit_of(edit_id, desk.edition.id, exhibitor_id=desk.own)
    named = lots_by_id([kept.lot_id for kept in edit.lots[:SHOWN]])
    names, currency = category_names(), desk.edition.currency
    rows = [
        (
            named[kept.lot_id],
            changes(json.loads(kept.before), json.loads(kept.after), currency, names),
        )
        for kept in edit.lots[:SHOWN]
    ]
    return render_template(
        "bulk/made.html",
        desk=desk,
        edition=desk.edition,
        edit=edit,
        rows=rows,
    )


def taking_back(desk: LotDesk, edit_id: int) -> Response:
    """Give the lots back what they said before."""
    try:
        with transaction():
            edit = bulk_edit_of(edit_id, desk.edition.id, exhibitor_id=desk.own)
            back, kept = undo_bulk(edit, by=current_actor())
    except BourseError as error:
        if error.code != "bulk_late":
            raise
        flash(sentence(error), "bad")
        return redirect(desk.url("bulk_edit_made", edit_id=edit_id))
    said = ngettext("%(num)d lot is as before.", "%(num)d lots are as before.", back)
    flash(said, "good")
    if kept:
        said = ngettext(
            "%(num)d lot was changed since and stays as it is.",
            "%(num)d lots were changed since and stay as they are.",
            kept,
        )
        flash(said, "warn")
    return redirect(desk.url("bulk_edit_made", edit_id=edit_id))


def _form(desk: LotDesk) -> BulkForm:
    form = BulkForm(way=PriceWay.STAYS.value, step=1)
    form.offer(desk.edition, *PriceWay)
    held = {one.category_code for one in desk.edition.categories}
    names = [(code, name) for code, name in category_names().items() if code in held]
    stays = ("", gettext("Stays as it is"))
    form.category.choices = [stays, *sorted(names, key=lambda one: one[1])]
    for field, kind in ((form.condition, Condition), (form.origin, Origin)):
        field.choices = [stays, *((member.value, word(member, current())) for member in kind)]
    return form


def _choose(desk: LotDesk, form: BulkForm) -> tuple[str, int]:
    chosen = desk.chosen()
    page = render_template(
        "bulk/choose.html",
        desk=desk,
        edition=desk.edition,
        form=form,
        lots=chosen,
        made=bulk_edits(desk.edition.id, exhibitor_id=desk.own),
    )
    return page, 422 if form.errors or form.form_errors else 200


def _look(desk: LotDesk, form: BulkForm, draft: BulkDraft) -> tuple[str, int]:
    chosen = desk.chosen()
    becoming = preview(chosen, draft, by=current_actor())
    names, currency = category_names(), desk.edition.currency
    faults = [one for one in becoming if one.error]
    page = render_template(
        "bulk/preview.html",
        desk=desk,
        edition=desk.edition,
        form=form,
        lots=chosen,
        rows=[
            (
                one.lot,
                changes(one.before, one.after, currency, names),
                one.error and sentence(one.error),
            )
            for one in sorted(becoming, key=lambda one: one.error is None)[:SHOWN]
        ],
        changing=len(becoming),
        faults=len(faults),
        seen=fingerprint(becoming),
    )
    return page, 422 if faults or form.form_errors else 200


def _do(desk: LotDesk, draft: BulkDraft, seen: str) -> Response:
    with transaction():
        edit = edit_lots(
            desk.edition.id,
            desk.chosen(),
            draft,
            seen=seen,
            exhibitor_id=desk.own,
            by=current_actor(),
        )
        edit_id = edit.id
    changed = len(edit.lots)
    flash(ngettext("%(num)d lot is changed.", "%(num)d lots are changed.", changed), "good")
    return redirect(desk.url("bulk_edit_made", edit_id=edit_id))
