"""The catalogue: what an edition offers, searched in French, filtered, a page at a time."""

from __future__ import annotations

from flask import render_template, request

from app.public import blueprint
from app.public.editions import announced
from bourse.lots.models import LotStatus
from bourse.lots.queries import LotFilter, LotSort, lots
from bourse.lots.shown import categories_offered

SORTS = {"": LotSort.NEWEST, "price": LotSort.PRICE, "name": LotSort.DESIGNATION}
PAGE = 48


@blueprint.get("/e/<slug>/catalogue")
def catalogue(slug: str) -> str:
    """The lots on offer; `q` searches, `category` filters, `sort` orders, `sold` shows all."""
    edition = announced(slug)
    wanted = LotFilter(
        edition_id=edition.id,
        text=request.args.get("q", ""),
        category=request.args.get("category"),
        status=LotStatus.OFFERED,
        in_stock="sold" not in request.args,
    )
    return render_template(
        "public/catalogue.html",
        edition=edition,
        page=lots(
            wanted,
            sort=SORTS.get(request.args.get("sort", ""), LotSort.NEWEST),
            after=request.args.get("after"),
            size=PAGE,
        ),
        categories=categories_offered(edition.id),
        is_searched=bool(wanted.text or wanted.category),
    )
