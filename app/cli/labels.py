"""`flask labels`: the label sheets of an edition."""

from __future__ import annotations

import io
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import ngettext

from app.errors import sentence
from app.labels.printing import label_root
from app.language import current
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.labels.labelling import LabelOrder, lots_to_label, ordered, to_print
from bourse.labels.paper import printers_of, sheets_of
from bourse.labels.printed import remember
from bourse.people.actor import SYSTEM
from reports.labels import lots
from reports.labels.pdf import write
from reports.labels.sheets import DEFAULT, Sheet, own, sheet_named


@click.command()
@click.argument("edition")
@click.option("--sheet", default=DEFAULT, show_default=True, help="Or the name of one's own.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--exhibitor", help="Only this one's (E07).")
@click.option("--first", type=click.IntRange(1), default=1, help="Place of the first label.")
@click.option("--copies", type=click.IntRange(1), default=1, help="Of each label.")
@click.option("--new", is_flag=True, help="Only lots that are new or changed since their print.")
@click.option("--reference", is_flag=True, help="With the price when new, crossed out.")
@click.option("--order", type=click.Choice([order.value for order in LabelOrder]))
@click.option("--printer", help="Moved as this printer of the organisation needs it.")
@click.option("--printed", is_flag=True, help="Remember that these labels are on their lots.")
@with_appcontext
def labels(
    edition: str,
    sheet: str,
    output: Path,
    exhibitor: str | None,
    first: int,
    copies: int,
    new: bool,
    reference: bool,
    order: str | None,
    printer: str | None,
    printed: bool,
) -> None:
    """Write the labels of the lots on sale in EDITION (its slug) as PDF, stand by stand."""
    try:
        held, paper, offset = edition_by_slug(edition), _sheet(sheet), _offset(printer)
        whose = exhibitor_by_code(held, exhibitor).id if exhibitor else None
        found = ordered(
            lots_to_label(held.id, exhibitor_id=whose), LabelOrder(order or LabelOrder.STAND)
        )
        found = to_print(found) if new else found
        if not found:
            raise BourseError("labels_up_to_date" if new else "labels_none")
        if first > paper.labels:
            raise BourseError("label_place", places=paper.labels)
        wanted = list(
            lots.labels(held, found, label_root(held), copies=copies, with_reference=reference)
        )
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    pdf = io.BytesIO()
    write(wanted, paper, pdf, language=current(), first=first, offset=offset)
    output.write_bytes(pdf.getvalue())
    said = ngettext("One label in %(file)s", "%(num)d labels in %(file)s", len(wanted), file=output)
    click.echo(said)
    if printed:
        marks, edition_id = {lot.code.compact: lot.mark for lot in found}, held.id
        with transaction():
            remember(marks, edition_id=edition_id, by=SYSTEM)


def _sheet(name: str) -> Sheet:
    """The sheet of the table, or the organisation's own of that name."""
    mine = {sheet.name: own(sheet) for sheet in sheets_of(None)}
    return mine.get(name) or sheet_named(name)


def _offset(name: str | None) -> tuple[float, float]:
    """How far right and down the organisation's printer of that name needs its labels, in mm."""
    if name is None:
        return 0.0, 0.0
    found = {printer.name: printer for printer in printers_of(None)}.get(name)
    if found is None:
        raise BourseError("printer_unknown")
    return found.right_um / 1_000, found.down_um / 1_000
