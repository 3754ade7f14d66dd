"""After the edition: what is unsold, and where it went."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import DateField, HiddenField, RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.errors import attach
from app.fields import QuantityField, WeightField
from app.language import current
from app.organiser import blueprint
from app.security import current_actor
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code, lots_by_code
from bourse.unsold.disposing import (
    DispositionDraft,
    dispose,
    dispose_all,
    disposed_of,
    disposition_of,
    undo_disposition,
)
from bourse.unsold.disposition import DIVERTED, Destination
from bourse.unsold.queries import (
    dispositions,
    placed_by_destination,
    unsold,
    unsold_by_exhibitor,
)
from bourse.values import Quantity
from reports.kit.words import word

AT = "/editions/<slug>/unsold/"
CHOOSE = _("Choose one of the list.")


class PlaceForm(FlaskForm):
    """Where goods went."""

    destination = RadioField(_("Where did it go?"), [InputRequired(CHOOSE)])
    happened_on = DateField(_("On which day"), [InputRequired()])
    proof = StringField(_("Proof"), [Optional(), Length(max=200)])
    note = StringField(_("Note"), [Optional(), Length(max=1_000)])

    def draft(self) -> DispositionDraft:
        """What was said; once the form is valid."""
        weight = self._fields.get("weight")
        return DispositionDraft(
            destination=Destination(self.destination.data),
            happened_on=self.happened_on.data,
            weight=weight.data if weight else None,
            proof=self.proof.data or "",
            note=self.note.data or "",
        )


class PlaceLotForm(PlaceForm):
    """Where part of one lot went."""

    unit = HiddenField()
    quantity = QuantityField(_("How much of it"), [InputRequired()])
    weight = WeightField(_("What all of that weighed"), [Optional()])


@blueprint.get(AT)
def unsold_lots(slug: str) -> str:
    """What is still to place, and what went where."""
    edition = edition_by_slug(slug)
    return _page(edition, _form(PlaceForm, edition))[0]


@blueprint.post(AT)
def place_lots(slug: str) -> Response | tuple[str, int]:
    """All that is left of the ticked lots went there; of an exhibitor's, or of everybody's."""
    form = _form(PlaceForm, edition_by_slug(slug))
    if not form.validate_on_submit():
        return _page(edition_by_slug(slug), form)
    try:
        with transaction():
            number = dispose_all(_chosen(edition_by_slug(slug)), form.draft(), by=current_actor())
    except BourseError as error:
        attach(form, error)
        return _page(edition_by_slug(slug), form)
    if number:
        said = ngettext("%(num)d lot is placed.", "%(num)d lots are placed.", number)
        flash(said, "good")
    else:
        flash(gettext("Tick the lots first."), "warn")
    return redirect(url_for("organiser.unsold_lots", slug=slug))


@blueprint.route(f"{AT}lots/<code>", methods=["GET", "POST"])
def place_lot(slug: str, code: str) -> Response | str | tuple[str, int]:
    """Where part of a lot went, with what it weighed."""
    edition = edition_by_slug(slug)
    lot = lot_by_code(edition.id, code)
    left = lot.remaining - disposed_of([lot.id]).get(lot.id, Quantity(0, lot.unit))
    form = _form(PlaceLotForm, edition, unit=lot.unit.value, quantity=left)
    if form.validate_on_submit():
        try:
            with transaction():
                lot = lot_by_code(edition_by_slug(slug).id, code)
                dispose(lot, form.draft(), form.quantity.data, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("“%(lot)s”: it is kept where it went.", lot=lot.designation), "good")
            return redirect(url_for("organiser.unsold_lots", slug=slug))
    lot = lot_by_code(edition_by_slug(slug).id, code)
    page = render_template(
        "organiser/place_lot.html", edition=edition_by_slug(slug), lot=lot, left=left, form=form
    )
    return page, 422 if form.errors or form.form_errors else 200


@blueprint.post(f"{AT}<int:disposition_id>/undo")
def undo_place(slug: str, disposition_id: int) -> Response:
    """It was typed by mistake."""
    with transaction():
        found = disposition_of(disposition_id, edition_by_slug(slug).id)
        undo_disposition(found, by=current_actor())
    flash(gettext("Taken back: the goods are to place again."), "good")
    return redirect(url_for("organiser.unsold_lots", slug=slug))


def _form(kind: type[PlaceForm], edition: Edition, **said: object) -> PlaceForm:
    form = kind(happened_on=_today(edition), **said)
    form.destination.choices = [(one.value, word(one, current())) for one in Destination]
    return form


def _today(edition: Edition) -> date:
    here: datetime = now().astimezone(ZoneInfo(edition.timezone))
    return here.date()


def _narrowed(edition: Edition) -> int | None:
    code = request.values.get("exhibitor")
    return exhibitor_by_code(edition, code).id if code else None


def _chosen(edition: Edition) -> list[Lot]:
    """The ticked lots, or all that is to place of the exhibitor shown."""
    if "all" in request.form:
        found = unsold(edition.id, exhibitor_id=_narrowed(edition), size=None)
        return [one.lot for one in found.rows]
    return lots_by_code(edition.id, request.form.getlist("lot"))


def _page(edition: Edition, form: PlaceForm) -> tuple[str, int]:
    is_over = edition.status is EditionStatus.CLOSED
    narrowed = _narrowed(edition)
    page = render_template(
        "organiser/unsold.html",
        edition=edition,
        form=form,
        is_over=is_over,
        page=unsold(edition.id, exhibitor_id=narrowed, after=request.args.get("after")),
        exhibitors=unsold_by_exhibitor(edition.id),
        placed=placed_by_destination(edition.id),
        diverted=DIVERTED,
        history=dispositions(edition.id),
    )
    return page, 422 if form.errors or form.form_errors else 200
