"""When cataloguing closes, on every page of an exhibitor's stand."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from flask import flash, request
from flask_babel import gettext, ngettext
from flask_login import current_user

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.lots.questions import tell
from bourse.clock import now
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.deadline import Closing, closing_of
from bourse.exhibitors.models import Exhibitor
from bourse.lots import late
from bourse.lots.lifecycle import MAY_PREPARE
from bourse.lots.models import Lot
from bourse.moderation.questions import questions_of

SOON = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class ShownClosing:
    """The closing as a banner tells it; `late` counts what waits for the organiser's answer."""

    closing: Closing
    timezone: str
    left: str
    soon: bool
    late: int


@blueprint.context_processor
def banner() -> dict[str, object]:
    """`closing` for base.html, where the edition has an hour and the firm still prepares."""
    values = request.view_args or {}
    if "exhibitor" not in values or not current_user.is_authenticated:
        return {}
    with suppress(BourseError):
        me = acting(str(values["slug"]), str(values["exhibitor"]))
        found = closing_of(me)
        if found and me.status in MAY_PREPARE and me.edition.status is not EditionStatus.CLOSED:
            return {"closing": _shown(me, found)}
    return {}


def _shown(me: Exhibitor, found: Closing) -> ShownClosing:
    left = found.at - now()
    waiting = late.count(me.edition_id, exhibitor_id=me.id).total
    return ShownClosing(found, me.edition.timezone, _in_words(left), left <= SOON, waiting)


def _in_words(left: timedelta) -> str:
    """The two largest parts of what is left: "2 days and 4 hours", "4 hours and 10 minutes"."""
    minutes = max(int(left.total_seconds()) // 60, 0)
    days, hours = minutes // 1440, minutes // 60 % 24
    parts = []
    if days:
        parts.append(ngettext("%(num)d day", "%(num)d days", days))
    if hours:
        parts.append(ngettext("%(num)d hour", "%(num)d hours", hours))
    if not days and (minutes % 60 or not hours):
        parts.append(ngettext("%(num)d minute", "%(num)d minutes", minutes % 60))
    if len(parts) == 1:
        return parts[0]
    return gettext("%(more)s and %(less)s", more=parts[0], less=parts[1])


def tell_saved(lot: Lot) -> None:
    """Say that a lot is saved, and where it waits when it came after the deadline."""
    change = late.change_of(lot)
    if change is not None and change.refused_at is None:
        said = gettext(
            "Cataloguing is closed: your change to “%(lot)s” is kept, and waits for the organiser.",
            lot=lot.designation,
        )
        flash(said, "warn")
    elif lot.late_at is not None:
        said = gettext(
            "Cataloguing is closed: “%(lot)s” is kept as a late lot, and waits for the organiser.",
            lot=lot.designation,
        )
        flash(said, "warn")
    else:
        flash(gettext("“%(lot)s” is saved.", lot=lot.designation), "good")
    tell(questions_of(lot), lot.designation, lot.exhibitor.edition.currency)


def tell_handed_in(lots: int) -> None:
    """Say that lots were handed in late rather than put on sale."""
    if lots:
        said = ngettext(
            "Cataloguing is closed: %(num)d lot waits for the organiser’s answer.",
            "Cataloguing is closed: %(num)d lots wait for the organiser’s answer.",
            lots,
        )
        flash(said, "warn")
