"""`flask labels`: the label sheets of an edition."""

from __future__ import annotations

import io
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import ngettext

from app.errors import sentence
from app.labels import label_root
from app.language import current
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.labelling import lots_to_label
from reports.labels import lots
from reports.labels.pdf import write
from reports.labels.sheets import DEFAULT, SHEETS, sheet_named


@click.command()
@click.argument("edition")
@click.option("--sheet", type=click.Choice(list(SHEETS)), default=DEFAULT, show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--exhibitor", help="Only this one's (E07).")
@click.option("--first", type=click.IntRange(1), default=1, help="Place of the first label.")
@click.option("--copies", type=click.IntRange(1), default=1, help="Of each label.")
@with_appcontext
def labels(
    edition: str, sheet: str, output: Path, exhibitor: str | None, first: int, copies: int
) -> None:
    """Write the labels of the lots on sale in EDITION (its slug) as PDF, stand by stand."""
    try:
        held = edition_by_slug(edition)
        whose = exhibitor_by_code(held, exhibitor).id if exhibitor else None
        found = lots_to_label(held.id, exhibitor_id=whose)
        if not found:
            raise BourseError("labels_none")
        places = sheet_named(sheet).labels
        if first > places:
            raise BourseError("label_place", places=places)
        wanted = list(lots.labels(held, found, label_root(held), copies=copies))
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    pdf = io.BytesIO()
    write(wanted, sheet_named(sheet), pdf, language=current(), first=first)
    output.write_bytes(pdf.getvalue())
    said = ngettext("One label in %(file)s", "%(num)d labels in %(file)s", len(wanted), file=output)
    click.echo(said)
