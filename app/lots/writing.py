"""The form of a lot as a page, and the lot that a sent one writes, with its photos."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from flask import flash, render_template, request

from app.errors import attach, sentence
from app.holds.held import who_counts_on
from app.lots.category_names import category_names
from app.lots.changed_since import attach_to
from app.lots.facts import form_facts
from app.lots.form import LotForm
from app.lots.form_photos import writing_with_photos
from app.lots.late_change import differences
from app.lots.suggestions import known_lots
from app.security import current_actor
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots import late
from bourse.lots.lifecycle import MAY_OFFER
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code
from bourse.lots.service import edit_lot
from bourse.lots.writing import write_lot
from bourse.photos.lot_photos import are_frozen, photos_of


def lot_before(exhibitor: Exhibitor) -> Lot | None:
    """The lot that the address names as the one before this one, if there is such a one."""
    with suppress(BourseError):
        code = request.args.get("like", "")
        return lot_by_code(exhibitor.edition_id, code, exhibitor_id=exhibitor.id)
    return None


def new_lot_of(form: LotForm, whose: Callable[[], Exhibitor]) -> Lot | None:
    """The lot that the form made; on sale, if that was wanted and its exhibitor may.

    None when the form is to be shown, with what is wrong in it. `whose` reads the exhibitor anew.
    """

    def write() -> Lot:
        exhibitor = whose()
        offer = form.offer.data and exhibitor.status in MAY_OFFER
        lot, _is_new = write_lot(
            exhibitor, form.lot_uuid(), form.draft(), by=current_actor(), offer=offer
        )
        return lot

    return _written(form, write, partial(attach, form))


def edited_lot_of(form: LotForm, which: Callable[[], Lot]) -> Lot | None:
    """The lot that the form changed; else as `new_lot_of`."""

    def write() -> Lot:
        lot = which()
        edit_lot(
            lot,
            form.draft(),
            by=current_actor(),
            opened=form.opened.data,
            late_shown=form.late_shown.data,
        )
        return lot

    return _written(form, write, lambda error: attach_to(form, error, which()))


def form_page(
    template: str, form: LotForm, exhibitor: Exhibitor, lot: Lot | None
) -> tuple[str, int]:
    """The form of this lot, or of a new one of the exhibitor, and its status."""
    change = late.waiting(lot) if lot else None
    page = render_template(
        template,
        form=form,
        edition=exhibitor.edition,
        exhibitor=exhibitor,
        lot=lot,
        change=change,
        differences=differences(change.lot, change.said, category_names()) if change else [],
        held_lines=who_counts_on([lot]) if lot else (),
        photos=photos_of([lot]).get(lot.id, ()) if lot else (),
        photos_stay=lot is not None and are_frozen(lot, current_actor()),
        known=known_lots(exhibitor),
        facts=form_facts(exhibitor.edition),
        may_offer=exhibitor.status in MAY_OFFER,
    )
    return page, 422 if form.errors else 200


def _written(
    form: LotForm, write: Callable[[], Lot], tell: Callable[[BourseError], None]
) -> Lot | None:
    if not form.validate_on_submit():
        return None
    try:
        with writing_with_photos(form.lot_uuid()) as photos:
            lot = write()
            photos.belong_to(lot, by=current_actor())
    except BourseError as error:
        tell(error)
        return None
    if photos.are_left:
        flash(sentence(BourseError("photos_frozen")), "warn")
    return lot
