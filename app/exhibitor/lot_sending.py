"""What a telephone asks and sends of an exhibitor's own lots while they are typed."""

from __future__ import annotations

from functools import partial

from flask import Response, jsonify, request, url_for

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.conformity import ask
from app.exhibitor.deadline import tell_saved
from app.lots import odd
from app.lots.sending import PAGES, SendingDesk
from app.lots.suggestions import suggested
from app.shared_pages import add_pages
from bourse.lots.models import Lot


def desk(slug: str, exhibitor: str) -> SendingDesk:
    """Their own lots."""

    def page(lot: Lot) -> str:
        return url_for("exhibitor.lot", slug=slug, exhibitor=exhibitor, code=lot.code)

    def declare(lot: Lot) -> str:
        return ask(lot.exhibitor, lot=[lot.code])

    return SendingDesk(partial(acting, slug, exhibitor), page, tell_saved, declare)


add_pages(blueprint, "/<slug>/<exhibitor>/lots/", PAGES, desk)


@blueprint.get("/<slug>/<exhibitor>/lots/suggestions")
def lot_suggestions(slug: str, exhibitor: str) -> Response:
    """Lots whose words begin like `q`, as the form's fields."""
    return jsonify(suggested(acting(slug, exhibitor), request.args.get("q", "")))


@blueprint.get("/<slug>/<exhibitor>/lots/odd")
def odd_so_far(slug: str, exhibitor: str) -> str:
    """What is odd in the lot that is being typed."""
    return odd.odd_so_far(acting(slug, exhibitor))
