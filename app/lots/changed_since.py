"""A form of a lot that somebody else has changed since it was opened: said on each field."""

from __future__ import annotations

from flask_babel import gettext

from app.errors import attach
from app.lots.category_names import category_names
from app.lots.form import LotForm
from app.lots.late_change import differences
from bourse.errors import BourseError
from bourse.lots import late
from bourse.lots.models import Lot
from bourse.lots.opened import marks_of


def attach_to(form: LotForm, error: BourseError, lot: Lot) -> None:
    """Put an error on the fields it speaks of; what was typed stays in all of them.

    After `lot_changed` the form knows what the lot says now, after `late_changed` what waits beside
    it: saving it again is meant.
    """
    if error.code not in ("lot_changed", "late_changed"):
        attach(form, error)
        return
    changed, names = error.params["fields"], category_names()
    assert isinstance(changed, tuple)
    now = {one.field: one.now for one in differences(lot, form.draft(), names)}
    if error.code == "lot_changed":
        form.opened.raw_data, form.opened.data = None, marks_of(lot)
    else:
        change = late.waiting(lot)
        if change is not None:
            now |= {one.field: one.then for one in differences(lot, change.said, names)}
        form.late_shown.raw_data, form.late_shown.data = None, change.marks if change else ""
    for name in changed:
        form[name].errors = [*form[name].errors, _said(now.get(name, ""))]


def _said(now: str) -> str:
    if not now:
        return gettext(
            "Somebody has changed this since you opened the form: save again to keep what you say."
        )
    return gettext(
        "It has become “%(now)s” since you opened the form: type that, or save again as it is.",
        now=now,
    )
