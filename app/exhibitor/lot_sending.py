"""What a telephone sends of the lots typed on it, again and again until it has been answered."""

from __future__ import annotations

from flask import Response, jsonify, request, url_for
from flask_wtf.csrf import generate_csrf

from app.errors import sentence
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.conformity import ask
from app.exhibitor.deadline import tell_saved
from app.lots import odd
from app.lots.form import LotForm, lot_form, new_lot_form
from app.lots.photos import written
from app.lots.suggestions import suggested
from app.lots.writing import edited_lot_of
from app.security import current_actor
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.lots.lifecycle import MAY_OFFER, check_writable
from bourse.lots.models import Lot
from bourse.lots.opened import marks_of
from bourse.lots.queries import lot_by_code
from bourse.lots.service import may_offer
from bourse.lots.writing import write_lot
from bourse.photos.lot_photos import add_photo, is_kept
from bourse.photos.pictures import MOST_BYTES
from bourse.values.device_uuid import read_uuid

Answer = Response | tuple[Response, int]


@blueprint.get("/<slug>/<exhibitor>/lots/sending")
@blueprint.get("/<slug>/<exhibitor>/lots/<code>/sending", endpoint="sending_edit")
def sending(slug: str, exhibitor: str, code: str = "") -> Response:
    """What a page from yesterday needs to send: a fresh token, and who would be sending."""
    me = acting(slug, exhibitor)
    if code:
        lot_by_code(me.edition_id, code, exhibitor_id=me.id)
    return jsonify(token=generate_csrf(), account=current_actor().user_id)


@blueprint.post("/<slug>/<exhibitor>/lots/sending")
def send_lot(slug: str, exhibitor: str) -> Answer:
    """The lot of the form's UUID, written once; 422 with each field's fault when it cannot be."""
    me = acting(slug, exhibitor)
    form = new_lot_form(me.edition)
    try:
        check_writable(me)
        if not form.validate_on_submit():
            return _form_faults(form)
        with transaction():
            me = acting(slug, exhibitor)
            lot, is_new = write_lot(
                me,
                form.lot_uuid(),
                form.draft(),
                by=current_actor(),
                offer=form.offer.data and me.status in MAY_OFFER,
                revised="revised" in request.form,
            )
    except BourseError as error:
        return _faults({str(error.params.get("field", "")): [sentence(error)]})
    place = {"slug": me.edition.slug, "exhibitor": me.code, "code": lot.code}
    waits = form.offer.data and me.status in MAY_OFFER and not may_offer(me, current_actor())
    return jsonify(
        code=lot.code,
        address=url_for("exhibitor.lot", **place),
        declare=ask(me, lot=[lot.code]) if waits else None,
        is_new=is_new,
    )


@blueprint.post("/<slug>/<exhibitor>/lots/<code>/sending")
def send_edit(slug: str, exhibitor: str, code: str) -> Answer:
    """What was changed of a lot that is there; sent again, it says the same.

    `opened` are the marks of the lot as it now is: what is changed next was typed on top of that.
    """

    def which() -> Lot:
        mine = acting(slug, exhibitor)
        return lot_by_code(mine.edition_id, code, exhibitor_id=mine.id)

    check_writable(which().exhibitor)
    form = lot_form(which())
    lot = edited_lot_of(form, which)
    if lot is None:
        return _form_faults(form)
    tell_saved(lot)
    address = url_for("exhibitor.lot", slug=slug, exhibitor=exhibitor, code=code)
    return jsonify(code=code, address=address, declare=None, opened=marks_of(lot))


@blueprint.post("/<slug>/<exhibitor>/lots/<code>/photos")
def send_photo(slug: str, exhibitor: str, code: str) -> Answer:
    """One photo of a lot, by the UUID that the telephone drew; kept once."""
    me = acting(slug, exhibitor)
    lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
    sent = request.files.get("photo")
    try:
        name = read_uuid(request.form.get("uuid", ""))
        if is_kept(lot, name):
            return jsonify(kept=True)
        content = sent.read(MOST_BYTES + 1) if sent else b""
        with written({name: content}) as made, transaction():
            me = acting(slug, exhibitor)
            lot = lot_by_code(me.edition_id, code, exhibitor_id=me.id)
            add_photo(lot, name, made[name], by=current_actor())
    except BourseError as error:
        return _faults({"photos": [sentence(error)]})
    return jsonify(kept=True)


@blueprint.get("/<slug>/<exhibitor>/lots/suggestions")
def lot_suggestions(slug: str, exhibitor: str) -> Response:
    """Lots whose words begin like `q`, as the form's fields."""
    return jsonify(suggested(acting(slug, exhibitor), request.args.get("q", "")))


@blueprint.get("/<slug>/<exhibitor>/lots/odd")
def odd_so_far(slug: str, exhibitor: str) -> str:
    """What is odd in the lot that is being typed."""
    return odd.odd_so_far(acting(slug, exhibitor))


def _form_faults(form: LotForm) -> Answer:
    """What is wrong by field, "" for the whole; `opened` as the form has it from now on."""
    said = {name or "": [str(one) for one in errors] for name, errors in form.errors.items()}
    return jsonify(errors=said, opened=form.opened.data or ""), 422


def _faults(errors: dict[str, list[str]]) -> Answer:
    return jsonify(errors=errors), 422
