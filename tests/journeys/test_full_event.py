"""One whole edition through HTTP, from the first organiser's link to the published report.

Nothing is put in the database by hand: what a page does not offer, nobody here can do.
"""

from __future__ import annotations

import email
import re
from email import policy

import pytest
from flask import Flask

from tests.journeys.visitor import Visitor

PASSWORD = "tuiles et parpaings"
SLUG = "maiche-2027"
EDITION = f"/organiser/editions/{SLUG}/"


def letter_links(app: Flask, to: str) -> list[str]:
    """The local links in the last letter to this address."""
    folder = app.config["INSTANCE"] / "mail"
    letters = [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    ]
    body = next(found for found in reversed(letters) if to in found["To"]).get_content()
    return [link.removeprefix("http://localhost") for link in re.findall(r"http://\S+", body)]


@pytest.fixture
def organiser(app: Flask) -> Visitor:
    """The first organiser, who chose a password by the link that the command printed."""
    made = app.test_cli_runner().invoke(args=["user", "create-organiser", "lea@bourse.example"])
    link = made.output.strip().removeprefix("http://localhost")
    visitor = Visitor(app).open(link)
    visitor.submit(password=PASSWORD)
    return visitor.open("/organiser/")
