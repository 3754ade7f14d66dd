"""An exhibitor prints the labels of their own lots."""

from __future__ import annotations

from flask import Response, render_template

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.labels import LabelForm, blank_form, check, chosen_codes, pdf, sent_form
from bourse.exhibitors.models import Exhibitor
from bourse.lots.labelling import LotToLabel, lots_to_label


@blueprint.get("/<slug>/<exhibitor>/labels")
def labels(slug: str, exhibitor: str) -> str:
    """Choose sheet, first place and lots."""
    me = acting(slug, exhibitor)
    lots = _offered(me)
    return _page(me, blank_form(lots), lots)


@blueprint.get("/<slug>/<exhibitor>/labels.pdf")
def labels_pdf(slug: str, exhibitor: str) -> Response | tuple[str, int]:
    """The labels; someone else's lot is not found."""
    me = acting(slug, exhibitor)
    codes = chosen_codes()
    lots = lots_to_label(me.edition_id, exhibitor_id=me.id, codes=codes)
    offered = _offered(me)
    form = sent_form(offered)
    sheet = check(form, lots)
    if sheet is None:
        return _page(me, form, offered), 422
    return pdf(me.edition, lots, form, sheet, f"{me.edition.slug}-{me.code}")


def _offered(me: Exhibitor) -> list[LotToLabel]:
    return lots_to_label(me.edition_id, exhibitor_id=me.id)


def _page(me: Exhibitor, form: LabelForm, lots: list[LotToLabel]) -> str:
    return render_template(
        "exhibitor/labels.html", edition=me.edition, exhibitor=me, form=form, lots=len(lots)
    )
