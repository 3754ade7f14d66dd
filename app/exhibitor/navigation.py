"""The exhibitor's menu, within the edition that a page belongs to."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import lazy_gettext as _

from app.exhibitor import blueprint

STAND = (
    ("exhibitor.participation", _("My participation")),
    ("exhibitor.lots", _("My lots")),
    ("exhibitor.labels", _("Labels")),
    ("exhibitor.markdowns", _("Markdowns")),
    ("exhibitor.stand_baskets", _("Baskets")),
    ("exhibitor.to_prepare", _("To set aside")),
    ("exhibitor.to_collect", _("To collect")),
    ("exhibitor.sold", _("What sold")),
)
"""Pages of an exhibitor in an edition, in the order in which it is prepared and lived."""

Item = tuple[str, str, dict[str, str]]


@blueprint.context_processor
def menu() -> dict[str, object]:
    """`navigation` and `here` for base.html: the menu's page above this one is marked."""
    values = {name: str(value) for name, value in (request.view_args or {}).items()}
    if "exhibitor" not in values:
        return {}
    place = {"slug": values["slug"], "exhibitor": values["exhibitor"]}
    items: list[Item] = [(name, str(label), place) for name, label in STAND]
    above = [name for name, *_rest in items if request.path.startswith(url_for(name, **place))]
    return {
        "navigation": [("exhibitor.home", str(_("My editions")), {}), *items],
        "here": max(above, key=lambda name: len(url_for(name, **place)), default=""),
    }
