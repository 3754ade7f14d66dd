"""Putting an exhibitor's lots on sale as a page asks for it: those ticked, or every draft.

What the page asks is carried from form to form: lot=code for each, or drafts=all.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, request, url_for
from flask_babel import gettext, ngettext

from app.bulk.followed import tell_followed
from app.exhibitor.acting import acting
from app.exhibitor.deadline import tell_handed_in
from app.lots.left import tell_left
from app.security import current_actor
from bourse.bulk.following import followed
from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import count_by_status, lots
from bourse.db import transaction
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import check_offering
from bourse.lots.models import Lot, LotStatus
from bourse.lots.offering import Left, offer_what_may
from bourse.lots.queries import lots_by_code

AT_ONCE = 500
"""Drafts moved in one transaction: tills take their turn between two."""


def ticked() -> list[str]:
    """The codes of the lots that were ticked."""
    return request.values.getlist("lot")


def carried() -> dict[str, list[str]]:
    """What the page asks for, to be said again to another; empty when nothing was ticked."""
    if "drafts" in request.values:
        return {"drafts": ["all"]}
    return {"lot": ticked()} if ticked() else {}


def number_wanted(me: Exhibitor) -> int:
    """How many lots the page asks for."""
    if "drafts" not in carried():
        return len(ticked())
    counts = count_by_status(_drafts(me))
    return counts[LotStatus.DRAFT].lots if LotStatus.DRAFT in counts else 0


def put_on_sale(slug: str, exhibitor: str) -> list[str]:
    """Put on sale each wanted lot that may be, say what became of them all; gives their codes.

    Raises `lot_unknown` for another exhibitor's, `conformity_missing`, and what
    `lifecycle.check_offering` raises.
    """
    codes: list[str] = []
    left: list[Left] = []
    moved = late = lowered = 0
    after, goes_on = None, True
    while goes_on:
        with transaction():
            me = acting(slug, exhibitor)
            check_offering(me)
            some, after = _some(me, after)
            offered = offer_what_may(some, by=current_actor())
            codes += [lot.code for lot in some]
            late += sum(lot.late_at is not None for lot in offered.ready)
            lowered += followed(offered.moved)
        moved += len(offered.moved)
        left += offered.left
        goes_on = after is not None
    _tell(len(codes), moved, late, len(left))
    tell_followed(lowered)
    tell_left(
        left, lambda lot: url_for("exhibitor.lot", slug=slug, exhibitor=exhibitor, code=lot.code)
    )
    return codes


def _some(me: Exhibitor, after: str | None) -> tuple[Sequence[Lot], str | None]:
    """The lots that go together, and after which one the next ones begin, if there are more."""
    if "drafts" not in carried():
        return lots_by_code(me.edition_id, ticked(), exhibitor_id=me.id), None
    page = lots(_drafts(me), after=after, size=AT_ONCE)
    return page.rows, page.after


def _drafts(me: Exhibitor) -> LotFilter:
    return LotFilter(edition_id=me.edition_id, exhibitor_id=me.id, status=LotStatus.DRAFT)


def _tell(wanted: int, moved: int, late: int, left: int) -> None:
    """Say how many are on sale now; who asks again for what is on sale already is not refused."""
    tell_handed_in(late)
    on_sale = moved or wanted - late - left
    if on_sale:
        said = ngettext("%(num)d lot is now on sale.", "%(num)d lots are now on sale.", on_sale)
        flash(said, "good")
    elif not wanted:
        flash(gettext("No draft is left to put on sale."), "warn")
