"""Receiving goods: who brings what, each announced lot ticked when it comes, a slip to sign."""

from __future__ import annotations

import uuid
from collections import Counter

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from app.errors import sentence
from app.language import current
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code, stands_of
from bourse.lots.queries import lot_by_code
from bourse.people.queries import organisation
from bourse.photos.lot_photos import photos_of
from bourse.reception.awaiting import receives
from bourse.reception.models import ReceptionState, RefusedGoods
from bourse.reception.placing import place_lot, places_of
from bourse.reception.receiving import AWAITED, announced, batch_of, coming
from bourse.reception.ticking import tick, tick_rest, untick
from reports.slips.reception import ReceptionSlip, reception_slip

AT = "/editions/<slug>/reception/"
ONE = f"{AT}<exhibitor>/"
LOT = f"{ONE}lots/<code>"
ANSWERS = (AWAITED, *ReceptionState)
"""What the lots of a page may be narrowed down to."""


@blueprint.get(AT)
def reception(slug: str) -> str:
    """Who brings goods, and how far each is."""
    edition = edition_by_slug(slug)
    return render_template(
        "organiser/reception.html",
        edition=edition,
        receives=receives(edition.id),
        rows=coming(edition.id, text=request.args.get("q", "")),
    )


@blueprint.get(ONE)
def reception_of_exhibitor(slug: str, exhibitor: str) -> str:
    """The announced lots of one, to tick: all, or those with one answer, or with none yet."""
    edition, whom = _whom(slug, exhibitor)
    found = announced(whom, text=request.args.get("q", ""))
    show, ticked = request.args.get("show", ""), request.args.get("ticked", "")
    lots = [one for one in found if show in {"", one.answer}]
    batch = request.args.get("batch", "")
    return render_template(
        "organiser/reception_of_exhibitor.html",
        edition=edition,
        exhibitor=whom,
        lots=lots,
        show=show if show in ANSWERS else "",
        counts=Counter(one.answer for one in found),
        number=len(found),
        just_ticked=next((one for one in found if ticked and one.lot.code == ticked), None),
        photos=photos_of([one.lot for one in lots]),
        places=places_of([one.lot for one in lots]),
        progress=next((one for one in coming(edition.id) if one.code == whom.code), None),
        batch=batch,
        undoable=len(batch_of(whom, batch)) if batch else 0,
        states=ReceptionState,
        reasons=RefusedGoods,
    )


@blueprint.post(f"{ONE}all")
def receive_all(slug: str, exhibitor: str) -> Response:
    """Tick as received all of which nothing was said yet; one tap undoes it."""
    batch = str(uuid.uuid4())
    with transaction():
        _edition, whom = _whom(slug, exhibitor)
        lots = [one.lot for one in announced(whom)]
        ticked = tick_rest(lots, by=current_actor(), batch=batch)
    if not ticked:
        flash(gettext("Nothing was left to tick."), "warn")
        return _back(slug, exhibitor)
    return redirect(
        url_for("organiser.reception_of_exhibitor", slug=slug, exhibitor=exhibitor, batch=batch)
    )


@blueprint.post(f"{ONE}undo")
def undo_receive_all(slug: str, exhibitor: str) -> Response:
    """Take back the lots that were ticked together."""
    with transaction():
        _edition, whom = _whom(slug, exhibitor)
        taken = untick(batch_of(whom, request.form.get("batch", "")), by=current_actor())
    flash(
        ngettext("%(num)d lot is to come again.", "%(num)d lots are to come again.", len(taken)),
        "good",
    )
    return _back(slug, exhibitor)


@blueprint.post(LOT)
def tick_lot(slug: str, exhibitor: str, code: str) -> Response:
    """Say what became of one lot, or take it back."""
    said, reason = request.form.get("state", ""), request.form.get("reason", "")
    _edition, whom = _whom(slug, exhibitor)
    lot_by_code(whom.edition_id, code, exhibitor_id=whom.id)  # another edition's is not found: 404
    try:
        with transaction():
            _edition, whom = _whom(slug, exhibitor)
            lot = lot_by_code(whom.edition_id, code, exhibitor_id=whom.id)
            if said in set(ReceptionState):
                state = ReceptionState(said)
                why = RefusedGoods(reason) if reason in set(RefusedGoods) else None
                refused = state is ReceptionState.REFUSED
                tick([lot], state, by=current_actor(), reason=why if refused else None)
            else:
                untick([lot], by=current_actor())
    except BourseError as error:
        flash(sentence(error), "bad")
    return _back(slug, exhibitor, code)


@blueprint.post(f"{LOT}/site")
def place_the_lot(slug: str, exhibitor: str, code: str) -> Response:
    """Say to which of the exhibitor's sites a lot goes."""
    with transaction():
        _edition, whom = _whom(slug, exhibitor)
        lot = lot_by_code(whom.edition_id, code, exhibitor_id=whom.id)
        place_lot(lot, request.form.get("site", type=int), by=current_actor())
    flash(gettext("Saved."), "good")
    return _back(slug, exhibitor, code)


@blueprint.get(f"{ONE}slip.pdf")
def reception_slip_pdf(slug: str, exhibitor: str) -> Response:
    """What came and what did not, to sign."""
    edition, whom = _whom(slug, exhibitor)
    slip = ReceptionSlip(edition, whom, stands_of(whom), announced(whom), organisation())
    answer = make_response(reception_slip(slip, current()))
    answer.mimetype = "application/pdf"
    return answer


def _whom(slug: str, exhibitor: str) -> tuple[Edition, Exhibitor]:
    edition = edition_by_slug(slug)
    return edition, exhibitor_by_code(edition, exhibitor)


def _back(slug: str, exhibitor: str, code: str = "") -> Response:
    """To the exhibitor's lots as they were narrowed down, where they were looked at.

    At the lot that was ticked; where it is no longer among them, what was said of it stands on top.
    """
    show, text = request.form.get("show") or None, request.form.get("q") or None
    here = {"slug": slug, "exhibitor": exhibitor, "q": text}
    if code and show:
        here |= {"show": show, "ticked": code}
    elif code:
        here |= {"_anchor": f"lot-{code}"}
    return redirect(url_for("organiser.reception_of_exhibitor", **here))
