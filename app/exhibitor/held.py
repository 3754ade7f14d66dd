"""What a stand sets aside for visitors: its own lines alone, and of a visitor the name alone."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.holds import preparing
from app.holds.giving_up import ReasonForm, gave_up
from bourse.clock import now
from bourse.holds.changing import line_of
from bourse.holds.queries import hold_of

AT = "/<slug>/<exhibitor>/holds/"


@blueprint.get(AT)
def to_prepare(slug: str, exhibitor: str) -> str:
    """Its lots that visitors have reserved, what is collected first before; it prints."""
    me = acting(slug, exhibitor)
    return render_template(
        "exhibitor/to_prepare.html",
        exhibitor=me,
        edition=me.edition,
        page=preparing.listed(me.edition, now(), exhibitor=me.code),
    )


@blueprint.get(f"{AT}to-prepare.xlsx")
def to_prepare_file(slug: str, exhibitor: str) -> Response:
    """All of it, as a spreadsheet."""
    me = acting(slug, exhibitor)
    return preparing.spreadsheet(me.edition, exhibitor=me.code)


@blueprint.get(f"{AT}to-prepare.pdf")
def to_prepare_paper(slug: str, exhibitor: str) -> Response:
    """All of it on paper, to tick."""
    me = acting(slug, exhibitor)
    return preparing.paper(me.edition, exhibitor=me.code)


@blueprint.route(f"{AT}<code>/lines/<int:position>/give-up", methods=["GET", "POST"])
def give_up_line(
    slug: str, exhibitor: str, code: str, position: int
) -> Response | str | tuple[str, int]:
    """Say that a lot of one's own cannot be kept after all; the visitor is told."""
    me, form = acting(slug, exhibitor), ReasonForm()
    if gave_up(form, me.edition_id, code, position, exhibitor_id=me.id):
        return redirect(url_for("exhibitor.to_prepare", slug=slug, exhibitor=exhibitor))
    me = acting(slug, exhibitor)
    found = hold_of(code, edition_id=me.edition_id)
    page = render_template(
        "exhibitor/give_up_line.html",
        exhibitor=me,
        edition=me.edition,
        found=found,
        line=line_of(found, position, exhibitor_id=me.id),
        form=form,
    )
    return page, 422 if form.errors else 200
