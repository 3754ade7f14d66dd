"""What is odd in a lot while it is typed, as the part of the form that says so."""

from __future__ import annotations

from contextlib import suppress

from flask import render_template, request

from app.lots.questions import told
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.decisions import LotFlag
from bourse.lots.queries import lot_by_code
from bourse.moderation.foreseen import HalfTyped, foreseen
from bourse.values import Money, Unit

LONGEST = 500
"""Letters of a text that are looked at here; on saving, all of them are."""
OF_PRICES = {LotFlag.FAR_PRICE, LotFlag.TWIN}


def odd_so_far(exhibitor: Exhibitor) -> str:
    """Notices about the words and the price in the address; what cannot be read asks nothing."""
    said, price, lot = request.args, None, None
    with suppress(BourseError):
        price = Money.parse(said.get("price", ""))
    with suppress(BourseError):
        lot = lot_by_code(exhibitor.edition_id, said.get("lot", ""), exhibitor_id=exhibitor.id)
    typed = HalfTyped(
        designation=said.get("designation", "")[:LONGEST],
        description=said.get("description", "")[:LONGEST],
        category=said.get("category", ""),
        unit=Unit(said["unit"]) if said.get("unit") in set(Unit) else None,
        price=price,
        lot=lot.id if lot else None,
    )
    questions = foreseen(exhibitor, typed)
    currency = exhibitor.edition.currency
    return render_template(
        "lots/odd.html",
        words=told([one for one in questions if one.flag not in OF_PRICES], currency),
        prices=told([one for one in questions if one.flag in OF_PRICES], currency),
    )
