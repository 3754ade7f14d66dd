"""`flask holds`: forgetting visitors, for a machine that nobody asks anything."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import ngettext

from app.holds.erasing import erase_visitors
from bourse.clock import now

holds = click.Group("holds", help="Reservations of visitors.")


@holds.command("erase")
@with_appcontext
def erase() -> None:
    """Erase the names, addresses and telephones that are due; the server does so by itself."""
    erased = erase_visitors(now())
    click.echo(ngettext("%(num)d reservation erased.", "%(num)d reservations erased.", erased))
