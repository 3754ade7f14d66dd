"""Behind a proxy: who asked is what the proxy says, and nobody else is believed."""

from __future__ import annotations

import re

import pytest
from flask import Flask

import config
from app.security import trust_proxy

TRIES = 11
"""One more than may ask for a catalogue's file from one address in a minute."""


@pytest.fixture
def proxied(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application behind one proxy."""
    monkeypatch.setattr(app, "wsgi_app", app.wsgi_app)
    app.config["PROXY_HOPS"] = 1
    trust_proxy(app)
    return app


def answer_to(app: Flask, forwarded: str) -> int:
    """What who is forwarded gets, asking for the file of an edition that there is not."""
    headers = {"X-Forwarded-For": forwarded}
    return app.test_client().get("/e/none/catalogue.csv", headers=headers).status_code


def shut_out(app: Flask, *chains: str) -> None:
    """Ask in turn by these chains until it is too often."""
    answers = [answer_to(app, chains[n % len(chains)]) for n in range(TRIES)]
    assert answers == [404] * (TRIES - 1) + [429]


@pytest.mark.usefixtures("throttled")
def test_behind_the_proxy_each_visitor_has_their_own_limit(proxied: Flask) -> None:
    shut_out(proxied, "198.51.100.7")
    assert answer_to(proxied, "198.51.100.8") == 404


@pytest.mark.usefixtures("throttled")
def test_a_forged_chain_changes_nobody(proxied: Flask) -> None:
    shut_out(proxied, *(f"203.0.113.{n}, 198.51.100.7" for n in range(TRIES)))
    assert answer_to(proxied, "198.51.100.7") == 429
    assert answer_to(proxied, "198.51.100.8") == 404


@pytest.mark.usefixtures("throttled")
def test_the_devices_of_an_ipv6_line_are_one(proxied: Flask) -> None:
    shut_out(proxied, *(f"2001:db8:1:2::{n + 1:x}" for n in range(TRIES)))
    assert answer_to(proxied, "2001:db8:1:3::1") == 404


@pytest.mark.usefixtures("throttled")
def test_without_the_setting_nobody_is_believed(app: Flask) -> None:
    shut_out(app, *(f"198.51.100.{n}" for n in range(TRIES)))
    assert answer_to(app, "192.0.2.1") == 429


def test_a_form_over_https_passes_with_what_our_pages_send(proxied: Flask) -> None:
    proxied.config["WTF_CSRF_ENABLED"] = True
    client = proxied.test_client()
    said = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
    page = client.get("/account/sign-in", headers=said)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token is not None
    values = {"csrf_token": token[1], "email": "nobody@example.org", "password": "a wrong one"}
    for referrer, status in (
        ("https://localhost/", 422),
        ("https://localhost/account/sign-in", 422),
        ("https://evil.example/", 400),
        ("http://localhost/", 400),
    ):
        headers = {**said, "Referer": referrer}
        answer = client.post("/account/sign-in", data=values, headers=headers)
        assert answer.status_code == status, referrer


@pytest.mark.parametrize(("said", "hops"), [(None, 0), ("", 0), ("0", 0), ("1", 1), ("2", 2)])
def test_the_setting_counts_proxies(
    monkeypatch: pytest.MonkeyPatch, said: str | None, hops: int
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://bourse.example.org")
    monkeypatch.delenv("PROXY_HOPS", raising=False)
    if said is not None:
        monkeypatch.setenv("PROXY_HOPS", said)
    assert config.from_environment()["PROXY_HOPS"] == hops


def test_the_hall_is_served_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROXY_HOPS", "1")
    monkeypatch.setenv("BOURSE_LAN_URL", "https://192.168.1.10:8443")
    assert config.from_environment()["PROXY_HOPS"] == 0


@pytest.mark.parametrize("said", ["yes", "-1", "1.5", "9"])
def test_another_word_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PROXY_HOPS", said)
    with pytest.raises(ValueError, match="PROXY_HOPS"):
        config.from_environment()
