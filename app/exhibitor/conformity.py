"""Declaring that the lots conform: asked from the first page on, once an edition and text."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from app.errors import attach, sentence
from app.exhibitor import blueprint
from app.exhibitor.acting import acting
from app.exhibitor.offering import carried, number_wanted, put_on_sale
from app.language import current
from app.security import current_actor
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.conformity import current_text, declaration_of, declare
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import check_writable
from bourse.people.queries import organisation
from reports.slips.conformity import paper

AT = "/<slug>/<exhibitor>/conformity"


class DeclarationForm(FlaskForm):
    """The text that was read, and that it is declared."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    declared = BooleanField(validators=[InputRequired(_("Tick the box to declare it."))])


@blueprint.route(AT, methods=["GET", "POST"])
def conformity(slug: str, exhibitor: str) -> Response | str | tuple[str, int]:
    """Read the text and declare it; the lots that were to go on sale then do."""
    me, form, text = acting(slug, exhibitor), DeclarationForm(), current_text()
    if form.validate_on_submit():
        try:
            with transaction():
                me = acting(slug, exhibitor)
                check_writable(me)
                declare(me, form.version.data, by=current_actor())
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("Thank you: the declaration is recorded."), "good")
            _put_on_sale(slug, exhibitor)
            return redirect(url_for("exhibitor.lots", slug=slug, exhibitor=me.code))
    me = acting(slug, exhibitor)
    form.version.data, form.version.raw_data = text.version, None
    form.declared.label.text = gettext(
        "I have read it, and I declare it for %(company)s.", company=me.company.name
    )
    page = render_template(
        "exhibitor/conformity.html",
        exhibitor=me,
        edition=me.edition,
        form=form,
        text=text,
        declaration=declaration_of(me),
        waiting=carried(),
        number=number_wanted(me),
    )
    return page, 422 if form.errors else 200


def _put_on_sale(slug: str, exhibitor: str) -> None:
    """The lots that waited for the declaration; it stands, even where they may not go on sale."""
    if not carried():
        return
    try:
        put_on_sale(slug, exhibitor)
    except BourseError as error:
        flash(sentence(error), "warn")


@blueprint.get(f"{AT}.pdf")
def conformity_pdf(slug: str, exhibitor: str) -> Response:
    """The text on paper, to keep or to sign."""
    me = acting(slug, exhibitor)
    answer = make_response(paper(current_text(), [me], organisation(), current()))
    answer.mimetype = "application/pdf"
    return answer


@blueprint.context_processor
def undeclared() -> dict[str, object]:
    """`undeclared(exhibitor)` for pages that ask for the declaration."""
    return {"undeclared": lambda me: declaration_of(me) is None}


def ask(me: Exhibitor, **lots: object) -> str:
    """The address where the declaration is made before lots go on sale; its page says why.

    `lots` are what `offering.carried` says of them: lot=[codes], or drafts="all".
    """
    flash(gettext("Before your first lot goes on sale, declare that your lots conform."), "warn")
    return url_for("exhibitor.conformity", slug=me.edition.slug, exhibitor=me.code, **lots)
