"""The page that a tablet reads before it trusts anything: each system's steps, and its files."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from flask import Flask
from flask.testing import FlaskClient

from app.lan.authority import authority_of, fingerprint

URL, FIRST_PAGE = "https://192.168.7.20:8443", "http://192.168.7.20:8080/"
ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-X210) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/605.1"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0"


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def authority(app: Flask) -> x509.Certificate:
    app.config |= {"LAN_URL": URL, "LAN_FIRST_PAGE": FIRST_PAGE}
    return authority_of(Path(app.config["INSTANCE"])).certificate


@pytest.mark.usefixtures("authority")
@pytest.mark.parametrize(
    ("agent", "summary"),
    [(ANDROID, "Android"), (IPHONE, "iPad ou iPhone"), (WINDOWS, "Windows")],
)
def test_the_steps_of_the_asking_system_stand_open(
    visitor: FlaskClient, agent: str, summary: str
) -> None:
    page = visitor.get("/trust/", headers={"User-Agent": agent}).text
    opened = page.split('name="system" open>')[1].split("</summary>")[0]
    assert summary in opened
    assert page.count('name="system" open>') == 1


def test_both_fingerprints_are_there_to_compare(
    visitor: FlaskClient, authority: x509.Certificate
) -> None:
    page = visitor.get("/trust/").text
    assert fingerprint(authority, hashes.SHA256()) in page
    assert fingerprint(authority, hashes.SHA1()) in page


@pytest.mark.usefixtures("authority")
def test_the_page_may_ask_over_https_and_nowhere_else(visitor: FlaskClient) -> None:
    policy = visitor.get("/trust/").headers["Content-Security-Policy"]
    assert f"connect-src 'self' {URL}" in policy
    assert "default-src 'self'" in policy


def test_each_system_gets_the_same_authority(
    visitor: FlaskClient, authority: x509.Certificate
) -> None:
    der = visitor.get("/trust/download/bourse.crt")
    pem = visitor.get("/trust/download/bourse.pem")
    profile = visitor.get("/trust/download/bourse.mobileconfig")
    assert x509.load_der_x509_certificate(der.data) == authority
    assert x509.load_pem_x509_certificate(pem.data) == authority
    (root,) = plistlib.loads(profile.data)["PayloadContent"]
    assert root["PayloadType"] == "com.apple.security.root"
    assert x509.load_der_x509_certificate(root["PayloadContent"]) == authority
    assert profile.mimetype == "application/x-apple-aspen-config"
    assert der.mimetype == "application/x-x509-ca-cert"
    assert visitor.get("/trust/download/authority.key").status_code == 404


def test_while_no_hall_is_served_there_is_no_page(visitor: FlaskClient) -> None:
    for path in ("/trust/", "/trust/check", "/trust/download/bourse.crt"):
        assert visitor.get(path).status_code == 404
