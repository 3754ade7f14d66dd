"""The edition's exhibitors: the list, and everything about one of them."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length

from app.application_form import CompanyForm
from app.language import current
from app.organiser import blueprint
from app.organiser.stand_form import StandForm
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors import queries
from bourse.exhibitors.applications import Claim
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.queries import exhibitor_by_code, stands_of
from bourse.exhibitors.sheet import sheet
from bourse.people.models import VatRegime
from reports.kit.words import word


class RefuseForm(FlaskForm):
    """Why not."""

    reason = TextAreaField(_("Reason of the refusal"), [InputRequired(), Length(max=2000)])


class AccessForm(FlaskForm):
    """Who may act for the firm."""

    name = StringField(_("Name"), [InputRequired(), Length(max=200)])
    email = EmailField(_("E-mail address"), [InputRequired(), Email(), Length(max=254)])


@blueprint.get("/editions/<slug>/exhibitors/")
def exhibitors(slug: str) -> str:
    """Search, filter and sort; what waits for an answer is one click away."""
    edition = edition_by_slug(slug)
    status, sort = request.args.get("status", ""), request.args.get("sort", "code")
    return render_template(
        "organiser/exhibitors.html",
        edition=edition,
        page=queries.exhibitors(
            edition,
            search=request.args.get("q", ""),
            status=ExhibitorStatus(status) if status in set(ExhibitorStatus) else None,
            sort=sort,
            after=request.args.get("after"),
        ),
        counts=queries.counts(edition),
        sort=sort,
    )


@blueprint.get("/editions/<slug>/exhibitors/<code>/")
def exhibitor(slug: str, code: str) -> str:
    """All that is known of one, and what may be decided."""
    edition = edition_by_slug(slug)
    return sheet_page(edition, exhibitor_by_code(edition, code))


def stand_form(edition: Edition, exhibitor: Exhibitor) -> StandForm:
    """The form of an exhibitor's stands, with what it takes to decide and to tell."""

    class PlaceForm(StandForm.on(edition)):
        adopt = BooleanField(_("Take over what the application says of the firm"), default=True)
        tell = BooleanField(_("Tell the exhibitor by mail"), default=True)

    data = StandForm.values(edition, stands_of(exhibitor))
    form: StandForm = PlaceForm(prefix="stands", data={"adopt": True, "tell": True, **data})
    return form


def sheet_page(
    edition: Edition,
    exhibitor: Exhibitor,
    *,
    place: StandForm | None = None,
    refuse: RefuseForm | None = None,
    access: AccessForm | None = None,
) -> str:
    """The exhibitor's page, with the form that was sent and is to be put right."""
    return render_template(
        "organiser/exhibitor.html",
        edition=edition,
        exhibitor=sheet(exhibitor),
        status=ExhibitorStatus,
        claims=[_told(claim) for claim in sheet(exhibitor).claims],
        place=place or stand_form(edition, exhibitor),
        refuse=refuse or RefuseForm(prefix="refuse", formdata=None),
        access=access or AccessForm(prefix="access", formdata=None),
    )


def _told(claim: Claim) -> tuple[str, str, str]:
    """A difference as a person reads it: what, as known, as claimed."""
    known, claimed = claim.known, claim.claimed
    if claim.field == "vat_regime":
        known, claimed = (word(VatRegime(code), current()) for code in (known, claimed))
    return str(CompanyForm(formdata=None)[claim.field].label.text), known, claimed
