"""Mail: written from a template after the commit, sent by SMTP or kept where it can be read.

What SMTP_URL does not take, or all mail when there is none, waits as .eml in INSTANCE/mail, which
the organiser reads and sends again. A mail that cannot leave never breaks the request behind it.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from flask import current_app, flash, render_template
from flask_babel import gettext, ngettext

from app import outbox
from bourse.clock import now
from bourse.errors import BourseError
from bourse.people import queries

TIMEOUT_SECONDS = 10
_log = logging.getLogger(__name__)


def compose(template: str, to: str, *, about: str = "", **values: object) -> EmailMessage:
    """The message of app/templates/mail/<template>.txt: its first line is the subject.

    Every template also knows `organisation`, the name that signs. A message that says in `about`
    what it speaks of can be forgotten with it (app/outbox.py).
    """
    house = queries.organisation()
    values = {"organisation": house.name if house else gettext("The organiser"), **values}
    first, _newline, body = render_template(f"mail/{template}.txt", **values).partition("\n")
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = to
    if house and house.email:
        message["Reply-To"] = house.email
    message["Subject"] = " ".join(first.split())
    message["Date"] = format_datetime(now())
    message["Message-ID"] = make_msgid(domain=_domain(current_app.config["MAIL_FROM"]))
    if about:
        message[outbox.ABOUT] = about
    message.set_content(body.strip() + "\n", cte="8bit")  # kept files read as they are
    return message


def send(template: str, to: str, *, about: str = "", **values: object) -> bool:
    """Write one message and send it; False when SMTP did not take it and it waits."""
    return not post([compose(template, to, about=about, **values)])


def deliver(template: str, to: str, *, about: str = "", **values: object) -> None:
    """`send`, and tell the person on the next page when it could not leave."""
    if not send(template, to, about=about, **values):
        tell_waiting(1)


def post(messages: Sequence[EmailMessage]) -> list[EmailMessage]:
    """Send messages in one go; those that SMTP did not take are kept and given back.

    Without SMTP_URL all are kept, which is how it is meant: none is given back.
    """
    if not current_app.config["SMTP_URL"]:
        for message in messages:
            outbox.keep(message)
        return []
    refused = _by_smtp(messages, str(current_app.config["SMTP_URL"]))
    for message in refused:
        outbox.keep(message)
    return refused


def send_once(message: EmailMessage) -> None:
    """Send one message now or not at all: it is never kept, nor is its address ever logged.

    Raises `mail_off` without SMTP_URL, `mail_not_sent` when the mail server did not take it.
    """
    if not current_app.config["SMTP_URL"]:
        raise BourseError("mail_off")
    try:
        with _connect(str(current_app.config["SMTP_URL"])) as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("mail not sent: %s", type(error).__name__)
        raise BourseError("mail_not_sent") from None


def answers() -> bool:
    """Whether the mail server is there and lets us in; asks it, so it may take some seconds."""
    try:
        with _connect(str(current_app.config["SMTP_URL"])) as server:
            return server.noop()[0] == 250
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("mail server: %s", error)
        return False


def tell_waiting(count: int) -> None:
    """Say on the next page that messages could not leave, and how they will."""
    if count:
        flash(
            ngettext(
                "The message could not be sent. It is kept: the organiser sends it again from "
                "the page “Mail”.",
                "%(num)d messages could not be sent. They are kept: the organiser sends them "
                "again from the page “Mail”.",
                count,
            ),
            "warn",
        )


def _domain(sender: str) -> str:
    return sender.rsplit("@", 1)[-1].rstrip("> ") or "localhost"


def _by_smtp(messages: Sequence[EmailMessage], url: str) -> list[EmailMessage]:
    """Send over one connection; what was not taken, whatever the reason."""
    left = list(messages)
    try:
        with _connect(url) as server:
            for message in messages:
                try:
                    server.send_message(message)
                    left.remove(message)
                except smtplib.SMTPRecipientsRefused as error:
                    _log.warning("mail refused: %s", type(error).__name__)
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("mail not sent: %s", error)
    return left


def _connect(url: str) -> smtplib.SMTP:
    """A session on smtps://user:password@host:465, or on smtp:// with TLS where it is offered.

    A password never travels in the clear, but to this machine.
    """
    parts = urlsplit(url)
    host, secure = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=secure
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=secure)
            server.ehlo()
        elif parts.username and host not in {"localhost", "127.0.0.1", "::1"}:
            server.close()
            raise smtplib.SMTPNotSupportedError("no TLS: the password stays here")
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
