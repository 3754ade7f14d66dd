"""A lot's page: what the QR of its label opens."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.links import address
from app.public import blueprint
from app.public.hold_forms import LotForm
from app.public.lot_hold import hold_of_lot
from app.public.lot_ways import ways_of
from bourse.catalogue.leading_on import edition_instead, others_of_seller, similar
from bourse.catalogue.shown import shown_lot
from bourse.errors import BourseError
from bourse.lots.models import Lot
from bourse.lots.price_changes import prior_price
from bourse.photos.lot_photos import photos_of
from bourse.reception.awaiting import is_awaited
from bourse.reception.placing import places_of
from bourse.values import LotCode
from reports.exchange.product import availability, product


@blueprint.get("/l/<code>")
def lot(code: str) -> str | Response:
    """The lot; a code typed in small letters or with a space leads to its own address."""
    try:
        read = LotCode.parse(code)
    except BourseError:
        abort(404)
    if read.compact != code:
        return redirect(url_for("public.lot", code=read.compact), 301)
    return lot_page(shown_lot(read))


def lot_page(shown: Lot, form: LotForm | None = None) -> str:
    """A lot's page; `form` says what was wrong with how much of it was asked for."""
    edition, hold = shown.exhibitor.edition, hold_of_lot(shown, form)
    instead, goes_to = edition_instead(edition), places_of([shown])
    photos = photos_of([shown]).get(shown.id, ())
    page = address("public.lot", code=shown.code)
    large = [
        address("public.photo", code=shown.code, uuid=photo.uuid, size="large") for photo in photos
    ]
    stands = [
        stand
        for stand in shown.exhibitor.stands
        if goes_to.get(shown.id, stand.site_id) == stand.site_id
    ]
    sites = [stand.site for stand in stands]
    is_over, sold_as = edition.status == "closed", availability(shown, free=hold.left)
    alike = () if is_over and instead is None else similar(shown, instead)
    return render_template(
        "public/lot.html",
        lot=shown,
        edition=edition,
        printed=shown.printed_code,
        photos=photos,
        stands=stands,
        page=page,
        cover=large[0] if large else None,
        data=product(shown, page, large, sites, free=hold.left),
        is_sold_out=shown.remaining.milli <= 0,
        is_withdrawn=shown.status == "withdrawn",
        is_over=is_over,
        prior=prior_price(shown),
        is_awaited=is_awaited(shown),
        may_buy=sold_as == "InStoreOnly",
        is_reserved=sold_as == "Reserved",
        hold=hold,
        ways=ways_of(shown),
        instead=instead,
        others=() if is_over else others_of_seller(shown, alike),
        similar=alike,
    )
