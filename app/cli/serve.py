"""`flask serve`: the production server."""

from __future__ import annotations

import os
import socket

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info
from flask_babel import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

import config

PORTS_TRIED = 50
THREADS = 8
"""Requests that one process answers at once. SQLite's writers wait in order behind each other."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5000, show_default=True, help="First port to try.")
@pass_script_info
def serve(info: ScriptInfo, host: str, port: int) -> None:
    """Serve the software, on the first port that is free; Ctrl+C stops it."""
    app = info.load_app()
    free = first_free_port(host, port)
    server = Granian(
        "wsgi:app",
        address=host,
        port=free,
        interface=Interfaces.WSGI,
        workers=processes(app),
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
        working_dir=config.ROOT,
    )
    with app.app_context():
        if free != port:
            click.echo(_("Port %(port)d is taken.", port=port))
        ready = _("Open http://%(host)s:%(port)d (Ctrl+C stops the server)", host=host, port=free)
    server.on_startup(lambda: click.secho(ready, bold=True))
    server.serve()


def processes(app: Flask) -> int:
    """One process where SQLite has one writer; one a core where PostgreSQL takes them all."""
    if str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite"):
        return 1
    return os.cpu_count() or 1


def first_free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nothing listens on; ClickException if none is near."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if not _taken(host, port):
            return port
    raise click.ClickException(f"No free port from {wanted} on.")


def _taken(host: str, port: int) -> bool:
    """Whether something answers there, or the system refuses us the port.

    Asking matters: on macOS and Windows a port that is in use can often be bound a second time.
    """
    with socket.socket() as caller:
        caller.settimeout(0.5)
        if caller.connect_ex((host, port)) == 0:
            return True
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return True
    return False
