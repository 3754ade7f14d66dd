"""Devices of a till: enrolled by a one-time code, revoked when lost."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app import links, qr
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.tills import service
from bourse.tills.queries import device_of, till_of

AT = "/editions/<slug>/tills/"


@blueprint.post(f"{AT}<code>/enrol")
def enrol_device(slug: str, code: str) -> str:
    """Open a series for a device and show its code once: as a QR, a link, and letters to type."""
    with transaction():
        edition = edition_by_slug(slug)
        enrolment, secret = service.enrol(till_of(edition.id, code), by=current_actor())
    # The code stands in the fragment, which no server or log ever sees.
    link = f"{links.device_address('till.enrol')}#code={secret}"
    return render_template(
        "organiser/enrolment.html",
        edition=edition_by_slug(slug),
        enrolment=enrolment,
        code=secret,
        link=link,
        qr=qr.svg(link),
        trust=current_app.config.get("LAN_FIRST_PAGE"),
    )


@blueprint.route(f"{AT}devices/<int:device_id>/revoke", methods=["GET", "POST"])
def revoke_device(slug: str, device_id: int) -> Response | str:
    """End a device, or a code that nobody used, after asking."""
    form, edition = FlaskForm(), edition_by_slug(slug)
    device = device_of(edition.id, device_id)
    if form.validate_on_submit():
        with transaction():
            service.revoke(device_of(edition_by_slug(slug).id, device_id), by=current_actor())
        flash(gettext("The device is revoked."), "good")
        return redirect(url_for("organiser.tills", slug=slug))
    return render_template(
        "organiser/revoke_device.html", edition=edition, device=device, form=form
    )
