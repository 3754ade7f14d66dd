"""`flask serve`: the production server."""

from __future__ import annotations

import click
from flask.cli import ScriptInfo, pass_script_info
from flask_babel import gettext as _

from app.cli import outdated, serve_lan
from app.cli.serving import first_free_port, server_of
from bourse import migrations
from bourse.db import db

HOST, PORT = "127.0.0.1", 5000


@click.command()
@click.option("--host", help=f"Address to listen on ({HOST}; with --lan, all of them).")
@click.option(
    "--port", type=int, help=f"Port; {PORT} or the next one, {serve_lan.PORT} with --lan."
)
@click.option("--lan", is_flag=True, help="Serve the tablets of the hall's network, over https.")
@click.option(
    "--plain-port",
    default=serve_lan.PLAIN_PORT,
    show_default=True,
    help="With --lan, port of the page that tells tablets how to trust this machine.",
)
@pass_script_info
def serve(info: ScriptInfo, host: str | None, port: int | None, lan: bool, plain_port: int) -> None:
    """Serve the software; Ctrl+C stops it. Without --lan, on this machine alone."""
    app = info.load_app()
    with app.app_context():
        if not migrations.is_current(db.engine):
            raise click.ClickException(outdated.sentence())
        if lan and host:
            raise click.UsageError(_("--lan listens on every network: leave --host out."))
        if lan:
            serve_lan.serve_lan(app, port or serve_lan.PORT, plain_port)
            return
    host, wanted = host or HOST, port or PORT
    free = first_free_port(host, wanted)
    with app.app_context():
        if free != wanted:
            click.echo(_("Port %(port)d is taken.", port=wanted))
        ready = _("Open http://%(host)s:%(port)d (Ctrl+C stops the server)", host=host, port=free)
    server = server_of(app, host, free)
    server.on_startup(lambda: click.secho(ready, bold=True))
    server.serve()
