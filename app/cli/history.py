"""`flask history`: balances of past editions, imported whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.errors import sentence
from app.spreadsheets.faults import BALANCE_FIELDS, reason
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.impact.history import keep_balances
from bourse.intake.apart import read_apart
from bourse.intake.balances import read_balances
from bourse.intake.bounds import MAX_BYTES
from bourse.people.actor import SYSTEM

history = click.Group("history", help="Balances of past editions.")


@history.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def import_(file: Path) -> None:
    """Import past balances from FILE (XLSX, ODS, CSV): an edition a row, or a total over several.

    When one line is wrong it is printed with its reason, nothing is imported, and the command
    fails. The same file again changes nothing.
    """
    try:
        with file.open("rb") as opened:
            sheet = read_balances(read_apart(opened.read(MAX_BYTES + 1)).table)
        if sheet.faults:
            for fault in sorted(sheet.faults, key=lambda found: found.line):
                click.echo(f"{fault.line:>6}  {reason(fault, BALANCE_FIELDS)}")
            raise click.ClickException(_("Nothing was imported."))
        with transaction():
            kept = keep_balances([row.draft for row in sheet.rows], by=SYSTEM)
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    click.echo(
        _(
            "New: %(added)d, replaced: %(replaced)d, unchanged: %(unchanged)d",
            added=kept.added,
            replaced=kept.replaced,
            unchanged=kept.unchanged,
        )
    )
