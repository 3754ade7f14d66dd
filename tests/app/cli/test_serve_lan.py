"""`flask serve --lan`, the real server: each of its names is believed, and it says what fails."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from cryptography import x509
from flask import Flask

from app.cli import serve_lan
from app.lan.addresses import hall_addresses
from app.lan.hall import Hall
from tests.fixtures.browser import ROOT, free_port

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Running:
    """The server with its two ports; `said` is what stood on the terminal."""

    instance: Path
    port: int
    plain_port: int
    said: str

    @property
    def certificates(self) -> Path:
        return self.instance / "certificates"

    def get(self, host: str, path: str, *, name: str | None = None) -> http.client.HTTPResponse:
        """An answer over https to a client that trusts the authority alone."""
        trusting = ssl.create_default_context(cafile=str(self.certificates / "authority.crt"))
        tried = socket.create_connection((host, self.port), timeout=PATIENCE_SECONDS)
        connection = http.client.HTTPSConnection(host, self.port, context=trusting)
        connection.sock = trusting.wrap_socket(tried, server_hostname=name or host)
        connection.request("GET", path)
        return connection.getresponse()

    def get_plain(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("localhost", self.plain_port, timeout=20)
        connection.request("GET", path)
        return connection.getresponse()


def command(port: int, plain_port: int) -> list[str]:
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--lan"]
    return [*words, "--port", str(port), "--plain-port", str(plain_port)]


def environment(instance: Path) -> dict[str, str]:
    dropped = ("DATABASE_URL", "PUBLIC_URL")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "BOURSE_INSTANCE": str(instance)}


@contextmanager
def serving(instance: Path) -> Iterator[Running]:
    port, plain_port = free_port(), free_port()
    said = instance.parent / "said"
    with said.open("w") as terminal:
        process = subprocess.Popen(
            command(port, plain_port),
            cwd=ROOT,
            env=environment(instance),
            stdout=terminal,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while _is_silent(port) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        yield Running(instance, port, plain_port, said.read_text())
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _is_silent(port: int) -> bool:
    """Whether nobody answers yet: the port is open before its processes are there."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as calling:
            blind = ssl.create_default_context()
            blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
            blind.wrap_socket(calling).close()
    except OSError:
        return True
    return False


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    assert hall_addresses(), "this machine is on no private network: plug it in to test --lan"
    instance = tmp_path_factory.mktemp("hall") / "instance"
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "database", "upgrade"],
        cwd=ROOT,
        env=environment(instance),
        check=True,
        capture_output=True,
    )
    with serving(instance) as server:
        yield server


def test_every_name_of_the_certificate_answers_and_is_believed(running: Running) -> None:
    leaf = x509.load_pem_x509_certificate((running.certificates / "server.crt").read_bytes())
    named = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = [str(address) for address in named.get_values_for_type(x509.IPAddress)]
    assert {*map(str, hall_addresses()), "127.0.0.1", "::1"} == set(addresses)
    for address in addresses:
        assert running.get(address, "/till/").status == 200
    for name in named.get_values_for_type(x509.DNSName):
        assert running.get("127.0.0.1", "/till/", name=name).status == 200


def test_another_name_is_not_believed(running: Running) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=r"not valid for 'example\.com'"):
        running.get("127.0.0.1", "/till/", name="example.com")


def test_a_browser_is_not_told_to_forget_http(running: Running) -> None:
    """HSTS would close the plain first page, which stands on another port of the same name."""
    answer = running.get("127.0.0.1", "/account/sign-in", name="localhost")
    assert "Strict-Transport-Security" not in answer.headers
    assert "Secure" in answer.headers["Set-Cookie"]


def test_old_protocols_are_refused(running: Running) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", running.port)) as calling,
        pytest.raises(ssl.SSLError),
    ):
        old.wrap_socket(calling)


def test_the_plain_door_opens_the_first_page_alone(running: Running) -> None:
    assert running.get_plain("/till/").headers["Location"] == "/trust/"
    assert running.get_plain("/account/sign-in").status == 302
    page = running.get_plain("/static/css/tokens.css")
    assert (page.status, page.headers["Set-Cookie"]) == (200, None)


def test_the_terminal_says_where_tablets_begin(running: Running) -> None:
    for address in hall_addresses():
        assert f"{address}" in running.said
    assert f":{running.plain_port}/" in running.said
    assert "▀▀▀" in running.said


def test_a_second_server_does_not_take_another_port(running: Running) -> None:
    done = subprocess.run(
        command(running.port, free_port()),
        cwd=ROOT,
        env=environment(running.instance),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 1
    assert str(running.port) in done.stderr
    assert "--port" in done.stderr


def test_without_a_network_it_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_lan, "hall_here", lambda *ports: Hall("accueil.local", (), *ports))
    with pytest.raises(click.ClickException, match="Wi-Fi"):
        serve_lan.serve_lan(app, free_port(), free_port())


def test_a_damaged_authority_is_told_with_its_folder(app: Flask) -> None:
    folder = app.config["INSTANCE"] / "certificates"
    folder.mkdir()
    (folder / "authority.key").write_text("nothing")
    with pytest.raises(click.ClickException, match=str(folder)):
        serve_lan.serve_lan(app, free_port(), free_port())
