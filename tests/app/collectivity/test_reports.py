"""The published report: by its link alone, the same figures on the page and in every file."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from bourse.db import read_only, transaction
from bourse.impact import service
from bourse.impact.compiling import compile_report
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text
from tests.fixtures.two_sites import TwoSites


@pytest.fixture
def token(two_sites: TwoSites) -> str:
    """The link's secret of a report published after one sale and before another."""
    small, hall, yard = two_sites.small, two_sites.hall, two_sites.yard
    two_sites.send(hall, hall.sale((small.tiles, 12_345), (small.door, 1_000)))
    edition_id = small.edition.id
    with read_only():
        report = compile_report(small.edition)
    with transaction():
        found = service.publish(edition_id, report, by=SYSTEM).token
    two_sites.send(yard, yard.sale((two_sites.beam, 1_000)))
    return found


def test_whoever_has_the_link_reads_what_was_published(app: Flask, token: str) -> None:
    page = text(app.test_client(), f"/r/{token}")

    for said in (
        "<h1>Bourse aux Matériaux de Morteau</h1>",
        "Chiffres provisoires, arrêtés au",
        "0,2 t",
        "130 €",
        "Carrelage et faïence",
        "Salle des fêtes",
        "Carrelages du Doubs",
        "Poids inconnu",
        "samedi 13 juin",
    ):
        assert said in page
    assert "Poutre" not in page
    assert f"/r/{token}.pdf" in page


@pytest.mark.parametrize(
    ("suffix", "media_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbftableau;"),
        ("json", "application/json", b"{"),
    ],
)
def test_each_file_is_kept_under_a_telling_name(
    app: Flask, token: str, suffix: str, media_type: str, start: bytes
) -> None:
    answer = app.test_client().get(f"/r/{token}.{suffix}")

    assert (answer.status_code, answer.content_type) == (200, media_type)
    assert answer.data.startswith(start)
    assert "filename=bilan-morteau-2026-20" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_json_is_the_published_one_not_todays(app: Flask, token: str) -> None:
    figures = json.loads(app.test_client().get(f"/r/{token}.json").data)["headline"]
    assert (figures["weight_g"], figures["purchases"]) == (222_210, 1)


def test_a_withdrawn_link_says_so_and_gives_no_file(app: Flask, token: str) -> None:
    with transaction():
        service.withdraw(token, by=SYSTEM)
    page = text(app.test_client(), f"/r/{token}", 410)

    assert "Ce bilan a été retiré" in page
    assert "0,2 t" not in page
    text(app.test_client(), f"/r/{token}.pdf", 410)


def test_what_was_never_published_is_not_found(app: Flask, token: str) -> None:
    client = app.test_client()
    text(client, "/r/nothing", 404)
    text(client, "/r/nothing.pdf", 404)
    text(client, f"/r/{token}.exe", 404)


def test_signed_in_readers_find_every_report_that_can_be_read(
    app: Flask, signed_in: SignIn, token: str
) -> None:
    reader = signed_in(Role.COLLECTIVITY)
    assert f"/r/{token}" in text(reader, "/collectivity/")
    with transaction():
        service.withdraw(token, by=SYSTEM)
    page = text(reader, "/collectivity/")
    assert token not in page
    assert "Pas encore de bilan" in page


def test_the_list_is_for_those_who_may_read_it(app: Flask, signed_in: SignIn, token: str) -> None:
    text(app.test_client(), "/collectivity/", 302)
    text(signed_in(Role.CASHIER), "/collectivity/", 403)


def test_a_fictional_report_is_taped(app: Flask, two_sites: TwoSites) -> None:
    edition = two_sites.small.edition
    with transaction():
        edition.is_fictional = True
    edition_id = edition.id
    with read_only():
        report = compile_report(edition)
    with transaction():
        found = service.publish(edition_id, report, by=SYSTEM).token
    page = text(app.test_client(), f"/r/{found}")
    assert "FICTIF" in page
    assert "Cette édition est fictive" in page
