"""The organiser's two menus: the house's, and the one of the edition that a page belongs to.

Each concept adds its line to `EDITION`, in the order in which an edition is prepared and lived.
"""

from __future__ import annotations

from flask import request, url_for
from flask_babel import lazy_gettext as _

from app.organiser import blueprint

HOUSE = (
    ("organiser.home", _("Editions")),
    ("organiser.history", _("Past balances")),
    ("organiser.team_list", _("Team")),
    ("organiser.organisation", _("Organisation")),
    ("organiser.mail_list", _("Mail")),
    ("organiser.changes", _("Changes")),
)
EDITION = (
    ("organiser.dashboard", _("Dashboard")),
    ("organiser.exhibitors", _("Exhibitors")),
    ("organiser.invitations", _("Invitations")),
    ("organiser.checklist", _("Checklist")),
    ("organiser.lots", _("Lots")),
    ("organiser.labels", _("Labels")),
    ("organiser.tills", _("Tills")),
    ("organiser.cashiers", _("Cashiers")),
    ("organiser.desk", _("Desk")),
    ("organiser.journal", _("Journal")),
    ("organiser.settings", _("Settings")),
    ("organiser.report", _("Report")),
)

Item = tuple[str, str, dict[str, str]]


@blueprint.context_processor
def menu() -> dict[str, object]:
    """`navigation` and `here` for base.html: the longest address above this page is marked."""
    slug = (request.view_args or {}).get("slug")
    values = {"slug": slug} if slug else {}
    items: list[Item] = [(name, str(label), values) for name, label in (EDITION if slug else HOUSE)]
    above = [
        name for name, _label, values in items if request.path.startswith(url_for(name, **values))
    ]
    here = max(above, key=lambda name: len(url_for(name, **values)), default="")
    if slug:
        items.insert(0, ("organiser.home", str(_("All editions")), {}))
    return {"navigation": items, "here": here}
