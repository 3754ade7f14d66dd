"""An exhibitor prints the labels of their own lots; someone else's lot is not found."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.labels import paper as label_paper
from app.labels import printing
from app.labels.printing import Desk


@blueprint.get("/<slug>/<exhibitor>/labels")
def labels(slug: str, exhibitor: str) -> str:
    """Choose sheet, first place and lots."""
    return printing.choosing(_desk(slug, exhibitor))


@blueprint.get("/<slug>/<exhibitor>/labels/print")
def labels_print(slug: str, exhibitor: str) -> str | tuple[str, int]:
    """Open the PDF, print it, say that it came out."""
    return printing.checking(_desk(slug, exhibitor))


@blueprint.get("/<slug>/<exhibitor>/labels.pdf")
def labels_pdf(slug: str, exhibitor: str) -> Response | tuple[str, int]:
    """The labels."""
    return printing.pdf(_desk(slug, exhibitor))


@blueprint.post("/<slug>/<exhibitor>/labels/printed")
def labels_printed(slug: str, exhibitor: str) -> Response:
    """The labels came out."""
    return printing.printed(_desk(slug, exhibitor))


@blueprint.get("/<slug>/<exhibitor>/labels/calibration.pdf")
def labels_calibration(slug: str, exhibitor: str) -> Response:
    """The frames of a sheet."""
    return printing.calibrating(_desk(slug, exhibitor))


@blueprint.route("/<slug>/<exhibitor>/labels/sheets", methods=["GET", "POST"])
def label_sheets(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """The company's own sheets."""
    return label_paper.sheets(_desk(slug, exhibitor))


@blueprint.post("/<slug>/<exhibitor>/labels/sheets/forget")
def forget_label_sheet(slug: str, exhibitor: str) -> Response:
    """Take a sheet away."""
    return label_paper.forget_sheet(_desk(slug, exhibitor))


@blueprint.route("/<slug>/<exhibitor>/labels/printers", methods=["GET", "POST"])
def label_printers(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """The company's printers, and how far each drifts."""
    return label_paper.printers(_desk(slug, exhibitor))


@blueprint.post("/<slug>/<exhibitor>/labels/printers/forget")
def forget_label_printer(slug: str, exhibitor: str) -> Response:
    """Take a printer away."""
    return label_paper.forget_printer(_desk(slug, exhibitor))


def _desk(slug: str, exhibitor: str) -> Desk:
    me = acting(slug, exhibitor)
    place = {"slug": slug, "exhibitor": exhibitor}
    return Desk("exhibitor", place, me.edition, me, me.company_id)
