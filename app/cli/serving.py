"""What both ways of serving share: the server's processes, and ports that are free or taken."""

from __future__ import annotations

import os
import socket
from typing import Any

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

import config

PORTS_TRIED = 50
THREADS = 8
"""Requests that one process answers at once. SQLite's writers wait in order behind each other."""


def server_of(app: Flask, host: str, port: int, **tls: Any) -> Granian:
    """The production server on that port; `tls` holds granian's settings for https."""
    return Granian(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes(app),
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        working_dir=config.ROOT,
        **tls,
    )


def processes(app: Flask) -> int:
    """One process where SQLite has one writer; one a core where PostgreSQL takes them all."""
    if str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite"):
        return 1
    return os.cpu_count() or 1


def first_free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nothing listens on; ClickException if none is near."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if not taken(host, port):
            return port
    raise click.ClickException(f"No free port from {wanted} on.")


def taken(host: str, port: int) -> bool:
    """Whether something answers there, or the system refuses us the port.

    Asking matters: on macOS and Windows a port that is in use can often be bound a second time.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as caller:
        caller.settimeout(0.5)
        if caller.connect_ex((host, port)) == 0:
            return True
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return True
    return False
