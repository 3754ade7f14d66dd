"""`flask lots`: a spreadsheet of lots, imported whole or not at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.errors import sentence
from app.spreadsheets.faults import LOT_FIELDS, reason
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.intake.apart import read_apart
from bourse.intake.bounds import MAX_BYTES
from bourse.intake.choices import remembered
from bourse.intake.guessing import guess
from bourse.intake.lot_import import Source, keep, lots_made, lots_of
from bourse.intake.lots import LotSheet, read_lots
from bourse.intake.models import LotImport
from bourse.intake.planning import Change, Outcome, Plan, plan
from bourse.lots.on_sale import offer_lots
from bourse.people.actor import SYSTEM

CHANGES = {
    Change.CREATE: _("new"),
    Change.UPDATE: _("changed"),
    Change.NOTHING: _("unchanged"),
    Change.REFUSED: _("refused"),
}
lots = click.Group("lots", help="Lots of an edition.")


@lots.command("import")
@click.argument("edition")
@click.argument("exhibitor")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--offer", is_flag=True, help="Put the lots of the file on sale at once.")
@with_appcontext
def import_(edition: str, exhibitor: str, file: Path, dry_run: bool, offer: bool) -> None:
    """Import lots from FILE (XLSX, ODS, CSV) for the EXHIBITOR (E07) of the EDITION (its slug).

    Prints each line with what becomes of it. When one line is refused nothing is imported, and the
    command fails. The same file again changes nothing.
    """
    try:
        sheet, outcomes = _import(edition, exhibitor, file, dry_run=dry_run, offer=offer)
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    for line in _lines(sheet, outcomes):
        click.echo(line)
    refused = _refused(sheet, outcomes)
    click.echo(_summary(outcomes, refused))
    if refused or dry_run:
        click.echo(gettext("Nothing was imported."))
    if refused:
        raise SystemExit(1)


def _content(file: Path) -> bytes:
    """The file's bytes, and no more of them than tell that it is too large."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _import(
    slug: str, code: str, file: Path, *, dry_run: bool, offer: bool
) -> tuple[LotSheet, Sequence[Outcome]]:
    """Read and plan outside the transaction, and write in it unless a row is refused."""
    content = _content(file)
    table = read_apart(content).table
    exhibitor = exhibitor_by_code(edition_by_slug(slug), code)
    meanings = remembered(exhibitor.company_id)
    sheet = read_lots(table, exhibitor.edition, guess(table, meanings) if meanings else None)
    planned = plan(exhibitor, sheet.rows)
    if not dry_run and not _refused(sheet, planned.outcomes):
        source = Source(file.name, hashlib.sha256(content).hexdigest())
        with transaction():
            exhibitor = exhibitor_by_code(edition_by_slug(slug), code)
            kept = keep(exhibitor, planned, source, by=SYSTEM)
            if offer:
                _offer(exhibitor, planned, kept)
    return sheet, planned.outcomes


def _offer(exhibitor: Exhibitor, planned: Plan, kept: LotImport | None) -> None:
    """Put on sale what the file speaks of: what was there already, and what it made."""
    there = {found.lot.id for found in planned.outcomes if found.lot}
    offer_lots([*lots_of(exhibitor, there), *(lots_made(kept) if kept else ())], by=SYSTEM)


def _refused(sheet: LotSheet, outcomes: Sequence[Outcome]) -> int:
    """How many lines may not stay."""
    lines = {fault.line for fault in sheet.faults}
    return len(lines | {found.row.line for found in outcomes if found.error})


def _lines(sheet: LotSheet, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each row or fault, in the file's order, after the columns that are not read."""
    if unused := sheet.heading.unused:
        yield gettext("Columns not read: %(headings)s", headings=", ".join(unused))
    faulty = {fault.line for fault in sheet.faults}
    said = [
        (fault.line, CHANGES[Change.REFUSED], reason(fault, LOT_FIELDS)) for fault in sheet.faults
    ]
    for outcome in outcomes:
        line, change = outcome.row.line, CHANGES[outcome.change]
        if outcome.error:
            said.append((line, change, reason(sheet.fault(outcome.row, outcome.error), LOT_FIELDS)))
        elif line not in faulty:
            said.append((line, change, outcome.row.draft.designation))
    width = max((len(str(change)) for _line, change, _text in said), default=0)
    for line, change, text in sorted(said, key=lambda row: row[0]):
        yield f"{line:>6}  {change!s:<{width}}  {text}"


def _summary(outcomes: Sequence[Outcome], refused: int) -> str:
    counted = Counter(outcome.change for outcome in outcomes)
    return gettext(
        "New: %(new)d, changed: %(changed)d, unchanged: %(unchanged)d, refused: %(refused)d",
        new=counted[Change.CREATE],
        changed=counted[Change.UPDATE],
        unchanged=counted[Change.NOTHING],
        refused=refused,
    )
