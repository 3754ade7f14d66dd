"""The organiser prints the labels of the edition, or of one of its exhibitors."""

from __future__ import annotations

from flask import Response, render_template, request

from app.labels import LabelForm, blank_form, check, chosen_codes, pdf, sent_form
from app.organiser import blueprint
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.labelling import LotToLabel, exhibitors_to_label, lots_to_label


@blueprint.get("/editions/<slug>/labels")
def labels(slug: str) -> str:
    """Choose exhibitor, sheet, first place and lots."""
    edition = edition_by_slug(slug)
    lots = _offered(edition, _exhibitor(edition))
    return _page(edition, blank_form(lots), lots)


@blueprint.get("/editions/<slug>/labels.pdf")
def labels_pdf(slug: str) -> Response | tuple[str, int]:
    """The labels, stand by stand."""
    edition = edition_by_slug(slug)
    exhibitor = _exhibitor(edition)
    offered = _offered(edition, exhibitor)
    codes = chosen_codes()
    lots = offered if codes is None else lots_to_label(edition.id, codes=codes)
    form = sent_form(offered)
    sheet = check(form, lots)
    if sheet is None:
        return _page(edition, form, offered), 422
    name = f"{edition.slug}-{exhibitor.code}" if exhibitor else edition.slug
    return pdf(edition, lots, form, sheet, name)


def _exhibitor(edition: Edition) -> Exhibitor | None:
    """The one that the address asks for; raises `exhibitor_unknown`."""
    code = request.args.get("exhibitor")
    return exhibitor_by_code(edition, code) if code else None


def _offered(edition: Edition, exhibitor: Exhibitor | None) -> list[LotToLabel]:
    return lots_to_label(edition.id, exhibitor_id=exhibitor.id if exhibitor else None)


def _page(edition: Edition, form: LabelForm, lots: list[LotToLabel]) -> str:
    return render_template(
        "organiser/labels.html",
        edition=edition,
        exhibitors=exhibitors_to_label(edition.id),
        form=form,
        lots=len(lots),
    )
