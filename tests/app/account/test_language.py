"""The language: French until another is chosen, and back to the page one was on."""

from __future__ import annotations

from flask import Flask


def test_it_changes_by_a_button_and_stays(app: Flask) -> None:
    client = app.test_client()
    assert '<html lang="fr"' in client.get("/account/sign-in").text

    answer = client.post("/account/language", data={"language": "en", "next": "/account/sign-in"})

    assert answer.location == "/account/sign-in"
    page = client.get("/account/sign-in").text
    assert '<html lang="en"' in page
    assert 'value="fr"' in page


def test_it_needs_no_token_and_leads_nowhere_else(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()

    answer = client.post("/account/language", data={"language": "xx", "next": "//evil.example"})

    assert (answer.status_code, answer.location) == (302, "/")
    assert '<html lang="fr"' in client.get("/account/sign-in").text


def test_a_visitor_of_a_public_page_gets_no_cookie(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True

    assert "Set-Cookie" not in app.test_client().get("/").headers
