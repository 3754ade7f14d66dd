"""What a device sends of the lots typed on it, again and again until it has been answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, jsonify, request
from flask_wtf.csrf import generate_csrf

from app.errors import sentence
from app.lots.form import LotForm, lot_form, new_lot_form
from app.lots.photos import written
from app.lots.writing import edited_lot_of
from app.security import current_actor
from app.shared_pages import SENT, SharedPage
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots import late
from bourse.lots.lifecycle import MAY_OFFER, check_writable, may_offer
from bourse.lots.models import Lot
from bourse.lots.opened import marks_of
from bourse.lots.queries import lot_by_code
from bourse.lots.writing import write_lot
from bourse.photos.lot_photos import add_photo, is_kept
from bourse.photos.pictures import MOST_BYTES
from bourse.values.device_uuid import read_uuid

Answer = Response | tuple[Response, int]


@dataclass(frozen=True, slots=True)
class SendingDesk:
    """For whom lots are sent; `whose` reads the exhibitor anew, and raises where there is none.

    `page` is the address of a lot's page, `declare` where conformity is declared before it goes on
    sale, and `told` says on the next page that a change is saved.
    """

    whose: Callable[[], Exhibitor]
    page: Callable[[Lot], str]
    told: Callable[[Lot], None]
    declare: Callable[[Lot], str] | None = None

    def lot(self, code: str) -> Lot:
        """A lot of the exhibitor's, read anew; raises as `lot_by_code`."""
        exhibitor = self.whose()
        return lot_by_code(exhibitor.edition_id, code, exhibitor_id=exhibitor.id)


def asking(desk: SendingDesk) -> Response:
    """What a page from yesterday needs to send: a fresh token, and who would be sending."""
    desk.whose()
    return jsonify(token=generate_csrf(), account=current_actor().user_id)


def asking_of_lot(desk: SendingDesk, code: str) -> Response:
    """As `asking`, for a lot that is there."""
    desk.lot(code)
    return asking(desk)


def send_lot(desk: SendingDesk) -> Answer:
    """The lot of the form's UUID, written once; 422 with each field's fault when it cannot be."""
    exhibitor = desk.whose()
    form = new_lot_form(exhibitor.edition)
    try:
        check_writable(exhibitor)
        if not form.validate_on_submit():
            return _form_faults(form)
        with transaction():
            exhibitor = desk.whose()
            lot, is_new = write_lot(
                exhibitor,
                form.lot_uuid(),
                form.draft(),
                by=current_actor(),
                offer=form.offer.data and exhibitor.status in MAY_OFFER,
                revised="revised" in request.form,
            )
    except BourseError as error:
        return _faults({str(error.params.get("field", "")): [sentence(error)]})
    waits = (
        form.offer.data
        and exhibitor.status in MAY_OFFER
        and not may_offer(exhibitor, current_actor())
    )
    declare = desk.declare(lot) if waits and desk.declare else None
    return jsonify(code=lot.code, address=desk.page(lot), declare=declare, is_new=is_new)


def send_edit(desk: SendingDesk, code: str) -> Answer:
    """What was changed of a lot that is there; sent again, it says the same.

    `opened` are the marks of the lot as it now is, `late_shown` those of what waits beside it: what
    is changed next was typed on top of that.
    """
    lot = desk.lot(code)
    check_writable(lot.exhibitor)
    form = lot_form(lot)
    edited = edited_lot_of(form, lambda: desk.lot(code))
    if edited is None:
        return _form_faults(form)
    desk.told(edited)
    change = late.waiting(edited)
    return jsonify(
        code=code,
        address=desk.page(edited),
        declare=None,
        opened=marks_of(edited),
        late_shown=change.marks if change else "",
    )


def send_photo(desk: SendingDesk, code: str) -> Answer:
    """One photo of a lot, by the UUID that the device drew; kept once."""
    lot = desk.lot(code)
    sent = request.files.get("photo")
    try:
        name = read_uuid(request.form.get("uuid", ""))
        if is_kept(lot, name):
            return jsonify(kept=True)
        content = sent.read(MOST_BYTES + 1) if sent else b""
        with written({name: content}) as made, transaction():
            add_photo(desk.lot(code), name, made[name], by=current_actor())
    except BourseError as error:
        return _faults({"photos": [sentence(error)]})
    return jsonify(kept=True)


def _form_faults(form: LotForm) -> Answer:
    """What is wrong by field, "" for the whole; what the form has seen of its lot from now on."""
    said = {name or "": [str(one) for one in errors] for name, errors in form.errors.items()}
    seen = {"opened": form.opened.data or "", "late_shown": form.late_shown.data or ""}
    return jsonify(errors=said, **seen), 422


def _faults(errors: dict[str, list[str]]) -> Answer:
    return jsonify(errors=errors), 422


PAGES = (
    SharedPage("sending", "sending", asking),
    SharedPage("sending", "send_lot", send_lot, SENT),
    SharedPage("<code>/sending", "sending_edit", asking_of_lot),
    SharedPage("<code>/sending", "send_edit", send_edit, SENT),
    SharedPage("<code>/photos", "send_photo", send_photo, SENT),
)
