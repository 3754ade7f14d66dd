"""A photo of a lot: everybody's once the lot is shown, until then its seller's and organisers'."""

from __future__ import annotations

from flask_login import current_user
from werkzeug.wrappers import Response

from app.lots.photos import served
from app.public import blueprint
from bourse.catalogue.shown import is_shown
from bourse.errors import BourseError
from bourse.lots.lifecycle import organises
from bourse.lots.models import Lot
from bourse.photos.files import PhotoSize
from bourse.photos.lot_photos import photo_of


@blueprint.get("/l/<code>/photos/<uuid>/<any(large, small):size>.jpg")
def photo(code: str, uuid: str, size: str) -> Response:
    """The picture, `large` to look at or `small` for lists."""
    found = photo_of(code, uuid)
    is_public = is_shown(found.lot)
    if not is_public and not _is_own(found.lot):
        raise BourseError("photo_unknown")
    return served(found, PhotoSize(size), is_public=is_public)


def _is_own(lot: Lot) -> bool:
    """Whether who asks prepares this lot, or decides for its edition."""
    if not current_user.is_authenticated:
        return False
    actor = current_user.actor
    return organises(actor) or lot.exhibitor.company_id in actor.company_ids
