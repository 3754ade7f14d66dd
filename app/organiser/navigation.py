"""The organiser's menus: the house's, the edition's, and below a door of that the pages behind it.

Each concept stands behind a door of `EDITION`, in the order in which an edition is prepared and
lived; the first page of a door is where it leads.
"""

from __future__ import annotations

from flask import request, url_for
from flask_babel import lazy_gettext as _

from app.organiser import blueprint

HOUSE = (
    (("organiser.home", _("Editions")),),
    (("organiser.history", _("Past balances")),),
    (("organiser.team_list", _("Team")),),
    (("organiser.organisation", _("Organisation")),),
    (("organiser.mail_list", _("Mail")),),
    (("organiser.changes", _("Changes")),),
)
EDITION = (
    (("organiser.dashboard", _("Dashboard")),),
    (("organiser.checklist", _("Checklist")),),
    (
        ("organiser.exhibitors", _("Exhibitors")),
        ("organiser.invitations", _("Invitations")),
        ("organiser.conformity", _("Conformity")),
    ),
    (
        ("organiser.lots", _("Lots")),
        ("organiser.deadline", _("Deadline")),
        ("organiser.labels", _("Labels")),
        ("organiser.reception", _("Reception")),
        ("organiser.lot_questions", _("To look at")),
        ("organiser.markdowns", _("Markdowns")),
        ("organiser.holds", _("Reservations")),
        ("organiser.unsold_lots", _("Unsold goods")),
    ),
    (
        ("organiser.tills", _("Tills")),
        ("organiser.board", _("Board")),
        ("organiser.cashiers", _("Cashiers")),
        ("organiser.sessions", _("Sessions")),
        ("organiser.desk", _("Desk")),
        ("organiser.cheques", _("Cheques")),
        ("organiser.to_collect", _("To collect")),
        ("organiser.rescue", _("A dead tablet")),
        ("organiser.sheets", _("Paper sheets")),
        ("organiser.journal", _("Journal")),
    ),
    (("organiser.report", _("Report")),),
    (("organiser.settings", _("Settings")),),
)

Item = tuple[str, str, dict[str, str]]


@blueprint.context_processor
def menu() -> dict[str, object]:
    """The menu of base.html, with the door that this page is behind, and the pages behind that.

    `here` names the door to mark in `navigation`, `branch` the page to mark in `branches`.
    """
    slug = (request.view_args or {}).get("slug")
    values = {"slug": slug} if slug else {}
    doors = [
        [(name, str(label), values) for name, label in door]
        for door in (EDITION if slug else HOUSE)
    ]
    branch = _page_above([page for door in doors for page in door])
    open_door = next((door for door in doors if branch in [name for name, *_rest in door]), [])
    navigation = [door[0] for door in doors]
    if slug:
        navigation.insert(0, ("organiser.home", str(_("All editions")), {}))
    return {
        "navigation": navigation,
        "here": open_door[0][0] if open_door else "",
        "branches": open_door if len(open_door) > 1 else [],
        "branch": branch,
    }


def _page_above(pages: list[Item]) -> str:
    """The page whose address this one's begins with; of several, the longest."""
    addresses = {name: url_for(name, **values) for name, _label, values in pages}
    above = [name for name, address in addresses.items() if request.path.startswith(address)]
    return max(above, key=lambda name: len(addresses[name]), default="")
