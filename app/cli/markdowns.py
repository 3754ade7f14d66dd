"""`flask markdowns`: what falls in price, for a machine that nobody asks anything."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import ngettext

from bourse.bulk.falling import apply_due
from bourse.clock import now
from bourse.db import transaction

markdowns = click.Group("markdowns", help="Scheduled markdowns.")


@markdowns.command("apply")
@with_appcontext
def apply_() -> None:
    """Apply the markdowns whose hour has come, each once; the server does so by itself."""
    with transaction():
        applied = apply_due(now())
    click.echo(ngettext("%(num)d markdown applied.", "%(num)d markdowns applied.", applied))
