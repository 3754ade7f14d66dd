"""`flask report`: the impact report of an edition, in any of its four forms."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.errors import sentence
from app.language import current
from bourse.db import read_only
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.impact.compiling import compile_report
from reports.impact.files import FORMS

File = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command()
@click.argument("edition")
@click.option("--pdf", type=File, help="Write the report as a PDF.")
@click.option("--xlsx", type=File, help="Write it as a spreadsheet.")
@click.option("--json", type=File, help="Write it as JSON.")
@click.option("--csv", type=File, help="Write it as CSV.")
@with_appcontext
def report(edition: str, **paths: Path | None) -> None:
    """Write the impact report of EDITION as it stands now; files that are there are replaced."""
    wanted = {suffix: path for suffix, path in paths.items() if path}
    if not wanted:
        raise click.UsageError(_("Say which files to write: --pdf, --xlsx, --json or --csv."))
    try:
        with read_only():
            found = compile_report(edition_by_slug(edition))
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    for suffix, path in wanted.items():
        path.write_bytes(FORMS[suffix].write(found, current()))
        click.echo(path)
