"""The server gives way where a port is taken, and fits its processes to the database."""

import os
import socket

import click
import pytest
from flask import Flask

from app.cli.serving import first_free_port, processes

HOST = "127.0.0.1"


def listener() -> socket.socket:
    """A socket that listens on a port the system picked."""
    return socket.create_server((HOST, 0))


def test_a_free_port_is_taken_as_asked() -> None:
    with listener() as before:
        port = before.getsockname()[1]
    assert first_free_port(HOST, port) == port


def test_a_busy_port_gives_way_to_the_next() -> None:
    with listener() as busy:
        port = busy.getsockname()[1]
        assert first_free_port(HOST, port) > port


def test_when_every_port_is_busy_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.serving.PORTS_TRIED", 1)
    with listener() as busy, pytest.raises(click.ClickException, match="No free port"):
        first_free_port(HOST, busy.getsockname()[1])


@pytest.mark.parametrize(
    ("url", "count"),
    [("sqlite:////tmp/x.db", 1), ("postgresql+psycopg:///bourse", os.cpu_count())],
)
def test_sqlite_has_one_process(url: str, count: int) -> None:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    assert processes(app) == count
