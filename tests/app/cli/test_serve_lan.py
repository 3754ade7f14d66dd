"""`flask serve --lan`, the real server: each of its names is believed, and it says what fails."""

from __future__ import annotations

import socket
import ssl
import subprocess
import warnings

import click
import pytest
from cryptography import x509
from flask import Flask

from app.cli import serve_lan
from app.lan import hall as halls
from app.lan.addresses import hall_addresses
from tests.fixtures.hall import PATIENCE_SECONDS, Hall, command, environment
from tests.fixtures.site import ROOT, free_port


def test_every_name_of_the_certificate_answers_and_is_believed(hall: Hall) -> None:
    leaf = x509.load_pem_x509_certificate((hall.certificates / "server.crt").read_bytes())
    named = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = [str(address) for address in named.get_values_for_type(x509.IPAddress)]
    assert {*map(str, hall_addresses()), "127.0.0.1", "::1"} == set(addresses)
    for address in addresses:
        assert hall.get(address, "/till/").status == 200
    for name in named.get_values_for_type(x509.DNSName):
        assert hall.get("127.0.0.1", "/till/", name=name).status == 200


def test_another_name_is_not_believed(hall: Hall) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=r"not valid for 'example\.com'"):
        hall.get("127.0.0.1", "/till/", name="example.com")


def test_a_browser_is_not_told_to_forget_http(hall: Hall) -> None:
    """HSTS would close the plain first page, which stands on another port of the same name."""
    answer = hall.get("127.0.0.1", "/account/sign-in", name="localhost")
    assert "Strict-Transport-Security" not in answer.headers
    assert "Secure" in answer.headers["Set-Cookie"]


def test_old_protocols_are_refused(hall: Hall) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", hall.port)) as calling,
        pytest.raises(ssl.SSLError),
    ):
        old.wrap_socket(calling)


def test_the_plain_door_opens_the_first_page_alone(hall: Hall) -> None:
    assert hall.get_plain("/till/").headers["Location"] == "/trust/"
    assert hall.get_plain("/account/sign-in").status == 302
    page = hall.get_plain("/static/css/tokens.css")
    assert (page.status, page.headers["Set-Cookie"]) == (200, None)


def test_the_terminal_says_where_tablets_begin(hall: Hall) -> None:
    for address in hall_addresses():
        assert f"{address}" in hall.said
    assert f":{hall.plain_port}/" in hall.said
    assert "▀▀▀" in hall.said


def test_a_second_server_does_not_take_another_port(hall: Hall) -> None:
    done = subprocess.run(
        command(hall.port, free_port()),
        cwd=ROOT,
        env=environment(hall.instance),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 1
    assert str(hall.port) in done.stderr
    assert "--port" in done.stderr


def test_without_a_network_it_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        serve_lan, "hall_here", lambda *ports: halls.Hall("accueil.local", (), *ports)
    )
    with pytest.raises(click.ClickException, match="Wi-Fi"):
        serve_lan.serve_lan(app, free_port(), free_port())


def test_a_damaged_authority_is_told_with_its_folder(app: Flask) -> None:
    folder = app.config["INSTANCE"] / "certificates"
    folder.mkdir()
    (folder / "authority.key").write_text("nothing")
    with pytest.raises(click.ClickException, match=str(folder)):
        serve_lan.serve_lan(app, free_port(), free_port())
