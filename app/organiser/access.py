"""Who may act for an exhibitor's firm, as the organiser sees and changes it."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app import letters
from app.errors import attach
from app.organiser import blueprint
from app.organiser.exhibitors import AccessForm, sheet_page
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.people.membership import invite_member, remove_member
from bourse.people.queries import user_by_id

AT = "/editions/<slug>/exhibitors/<code>/people"


@blueprint.post(AT)
def give_access(slug: str, code: str) -> Response | tuple[str, int]:
    """Ask a person by mail to act for the firm; asking again sends the mail again."""
    form = AccessForm(prefix="access")
    try:
        if form.validate_on_submit():
            with transaction():
                exhibitor = exhibitor_by_code(edition_by_slug(slug), code)
                user = invite_member(
                    exhibitor.company_id,
                    email=str(form.email.data),
                    name=str(form.name.data),
                    by=current_actor(),
                )
            letters.colleague(user, exhibitor.company, current_actor().name)
            flash(gettext("A message to %(email)s is on its way.", email=user.email), "good")
            return redirect(url_for("organiser.exhibitor", slug=slug, code=code))
    except BourseError as error:
        attach(form, error)
    edition = edition_by_slug(slug)
    return sheet_page(edition, exhibitor_by_code(edition, code), access=form), 422


@blueprint.post(f"{AT}/<int:user_id>/remove")
def take_access(slug: str, code: str, user_id: int) -> Response:
    """End a person's access to the firm; an organiser may end the last one's."""
    with transaction():
        exhibitor = exhibitor_by_code(edition_by_slug(slug), code)
        remove_member(user_by_id(user_id), exhibitor.company_id, by=current_actor(), even_last=True)
    flash(gettext("This person no longer acts for the firm."), "good")
    return redirect(url_for("organiser.exhibitor", slug=slug, code=code))
