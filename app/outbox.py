"""The outbox: messages that wait as .eml files in INSTANCE/mail, for the organiser alone to read.

All mail waits here where there is no SMTP_URL; else what the server did not take.
"""

from __future__ import annotations

import email
import email.policy
import os
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import cast

from flask import current_app

from bourse.clock import now
from bourse.errors import BourseError
from bourse.values import Page

PAGE = 20
ABOUT = "X-About"
"""The header that says what a message is about, by its code; none for most."""
_NAME = re.compile(r"(\d{8}T\d{12})-[0-9a-f]{8}\.eml")
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits; `name` is its file's, `links` what its reader may follow."""

    name: str
    at: datetime
    to: str
    subject: str
    body: str
    links: tuple[str, ...]


def keep(message: EmailMessage) -> Path:
    """Write a message where the organiser finds it; names sort by time."""
    path = folder() / f"{now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.eml"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(message.as_bytes())
    return path


def waiting(*, after: str | None = None, size: int = PAGE) -> Page[Waiting]:
    """Messages, the newest first; `after` is the name of the last one seen."""
    names = sorted(_names(), reverse=True)
    left = [name for name in names if after is None or name < after][: size + 1]
    return Page.of([_read(name) for name in left], size, lambda message: message.name)


def count() -> int:
    """How many messages wait."""
    return len(_names())


def message(name: str) -> EmailMessage:
    """The message in the file of this name; raises `mail_unknown`."""
    path = folder() / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise BourseError("mail_unknown")
    with path.open("rb") as file:
        return cast(EmailMessage, email.message_from_binary_file(file, policy=email.policy.default))


def remove(name: str) -> None:
    """Forget a message; raises `mail_unknown`."""
    message(name)
    (folder() / name).unlink(missing_ok=True)


def forget(abouts: Collection[str]) -> None:
    """Remove the messages that are about these (app/mail.py), whoever they were for."""
    for name in _names():
        with (folder() / name).open("rb") as file:
            said = BytesHeaderParser().parse(file)
        if said[ABOUT] in abouts:
            (folder() / name).unlink(missing_ok=True)


def folder() -> Path:
    """Where messages wait, the organiser's alone."""
    path = Path(current_app.config["INSTANCE"]) / "mail"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _names() -> list[str]:
    return [entry.name for entry in os.scandir(folder()) if _NAME.fullmatch(entry.name)]


def _read(name: str) -> Waiting:
    kept = message(name)
    body = kept.get_content()
    at = datetime.strptime(name[:21], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return Waiting(
        name, at, str(kept["To"]), str(kept["Subject"]), body, tuple(_LINK.findall(body))
    )
