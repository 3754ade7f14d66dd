"""The organiser prints the labels of the edition, or of one of its exhibitors."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from app.labels import paper as label_paper
from app.labels import printing
from app.labels.printing import Desk
from app.organiser import blueprint
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.queries import exhibitor_by_code


@blueprint.get("/editions/<slug>/labels")
def labels(slug: str) -> str:
    """Choose exhibitor, sheet, first place and lots."""
    return printing.choosing(_desk(slug))


@blueprint.get("/editions/<slug>/labels/print")
def labels_print(slug: str) -> str | tuple[str, int]:
    """Open the PDF, print it, say that it came out."""
    return printing.checking(_desk(slug))


@blueprint.get("/editions/<slug>/labels.pdf")
def labels_pdf(slug: str) -> Response | tuple[str, int]:
    """The labels, stand by stand."""
    return printing.pdf(_desk(slug))


@blueprint.post("/editions/<slug>/labels/printed")
def labels_printed(slug: str) -> Response:
    """The labels came out."""
    return printing.printed(_desk(slug))


@blueprint.get("/editions/<slug>/labels/calibration.pdf")
def labels_calibration(slug: str) -> Response:
    """The frames of a sheet."""
    return printing.calibrating(_desk(slug))


@blueprint.route("/editions/<slug>/labels/sheets", methods=["GET", "POST"])
def label_sheets(slug: str) -> Response | str | tuple[str, int]:
    """The organisation's own sheets, which every exhibitor may use."""
    return label_paper.sheets(_desk(slug))


@blueprint.post("/editions/<slug>/labels/sheets/forget")
def forget_label_sheet(slug: str) -> Response:
    """Take a sheet away."""
    return label_paper.forget_sheet(_desk(slug))


@blueprint.route("/editions/<slug>/labels/printers", methods=["GET", "POST"])
def label_printers(slug: str) -> Response | str | tuple[str, int]:
    """The organisation's printers, and how far each drifts."""
    return label_paper.printers(_desk(slug))


@blueprint.post("/editions/<slug>/labels/printers/forget")
def forget_label_printer(slug: str) -> Response:
    """Take a printer away."""
    return label_paper.forget_printer(_desk(slug))


def _desk(slug: str) -> Desk:
    """The edition's labels; `exhibitor_unknown` for one that the address asks for in vain."""
    edition = edition_by_slug(slug)
    code = request.values.get("exhibitor")
    exhibitor = exhibitor_by_code(edition, code) if code else None
    return Desk("organiser", {"slug": slug}, edition, exhibitor, None)
