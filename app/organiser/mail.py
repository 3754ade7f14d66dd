"""Mail that waits: read here where there is no SMTP, sent again where it did not leave."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from app import outbox
from app.mail import post
from app.organiser import blueprint


@blueprint.get("/mail/")
def mail_list() -> str:
    """The messages that wait, the newest first, with the links to copy from them."""
    return render_template(
        "organiser/mail.html",
        page=outbox.waiting(after=request.args.get("after")),
        smtp=bool(current_app.config["SMTP_URL"]),
    )


@blueprint.post("/mail/<name>/send")
def send_mail(name: str) -> Response:
    """Send a message again; it waits on when the server does not take it."""
    refused = post([outbox.message(name)])
    outbox.remove(name)
    if refused or not current_app.config["SMTP_URL"]:
        flash(gettext("The message could not be sent: check SMTP_URL, then try again."), "bad")
    else:
        flash(gettext("The message is sent."), "good")
    return redirect(url_for("organiser.mail_list"))
