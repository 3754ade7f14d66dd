"""A hold on its own pages: cancelled, too late, and shown to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.editions.models import EditionStatus
from bourse.holds.holding import Visitor, cancel
from bourse.holds.models import HoldState
from bourse.holds.queries import hold_of, view_of
from bourse.people.actor import SYSTEM
from tests.fixtures.drive import Drive
from tests.fixtures.hold_pages import plain, press

SLUG = "morteau-2026"
MARC = Visitor("Marc", "marc@example.org")


@pytest.fixture
def client(app: Flask, drive: Drive) -> FlaskClient:
    return app.test_client()


def test_the_visitor_cancels_after_being_asked(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(MARC, door=1_000)
    question = plain(client.get(f"/hold/{token}/cancel").text)
    assert "Porte intérieure" in question
    assert drive.held("door") == 1_000
    for _ in range(2):
        done = press(client, f"/hold/{token}/cancel")
    assert "annulée" in done
    assert drive.held("door") == 0
    again = press(client, f"/hold/{token}/again")
    assert "Porte intérieure" in again
    assert view_of(hold_of(made.code)).state is HoldState.CANCELLED


def test_what_the_house_cancelled_says_why(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(MARC, door=1_000)
    drive.act(made, lambda held: cancel(held, by=SYSTEM, reason="La porte est cassée."))
    assert "La porte est cassée." in client.get(f"/hold/{token}").text


def test_too_late_is_said_and_leads_on(client: FlaskClient, drive: Drive) -> None:
    _made, token = drive.hold(MARC, door=1_000)
    drive.later(timedelta(minutes=31))
    late = press(client, f"/hold/{token}/confirm")
    assert "pas été confirmée à temps" in late
    assert "Réserver de nouveau ces lots" in late


@pytest.mark.parametrize("change", ["off", "closed"])
def test_where_nothing_is_kept_any_more_there_is_nothing_to_confirm(
    client: FlaskClient, drive: Drive, change: str
) -> None:
    _made, token = drive.hold(MARC, door=1_000)
    with transaction():
        if change == "off":
            drive.small.edition.hold_hours = None
        else:
            drive.small.edition.status = EditionStatus.CLOSED
    page = plain(client.get(f"/hold/{token}").text)
    assert "il n’y a donc rien à confirmer" in page
    assert "Confirmer" not in page
    assert "Retour à l’édition" in page
    refused = press(client, f"/hold/{token}/confirm")
    assert "ne prend pas de réservation" in refused
    assert "de nouveau libres" not in refused


def test_the_code_s_page_names_nobody(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(Visitor("Léa Martin", "lea@example.org", "0612345678"), door=1_000)
    page = client.get(f"/h/{made.code}").text
    assert "Porte intérieure" in page
    for private in ("Léa", "lea@example.org", "0612345678", token):
        assert private not in page


@pytest.mark.parametrize("path", ["/h/H222223", "/h/BC7K3PX", "/hold/unknown"])
def test_an_unknown_hold_is_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_of_holds_are_private_and_not_indexed(client: FlaskClient, drive: Drive) -> None:
    made, token = drive.hold(MARC, door=1_000)
    for path in (f"/hold/{token}", f"/hold/{token}/cancel", f"/hold/{token}/slip.pdf",
                 f"/h/{made.code}", f"/e/{SLUG}/hold"):  # fmt: skip
        headers = client.get(path).headers
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in headers["Cache-Control"]
    assert "Disallow: /hold/" in client.get("/robots.txt").text
