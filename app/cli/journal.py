"""`flask journal`: reading the journal again."""

from __future__ import annotations

from itertools import islice

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.errors import sentence
from bourse.db import read_only
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.overview.verification import SeriesGap, Verification
from bourse.overview.verification import verify as verify_all
from reports.kit import formats

journal = click.Group("journal", help="The journal of sales and stock.")
MOST_NUMBERS = 20
"""Of the numbers missing or doubled, as many are named."""


@journal.command()
@click.argument("edition", required=False)
@with_appcontext
def verify(edition: str | None) -> None:
    """Read the chain again, rebuild what rests on it, and compare; exit 0 only if all agree.

    The chain is read whole; totals and numbers are those of EDITION when one is named.
    """
    with read_only():
        try:
            found = verify_all(edition_by_slug(edition) if edition else None)
        except BourseError as error:
            raise click.ClickException(sentence(error)) from error
    _tell(found)
    if not found.holds:
        raise click.exceptions.Exit(1)


def _tell(found: Verification) -> None:
    chain = found.chain
    _line(
        chain.fault is None,
        _("%(count)s entries, head %(head)s", count=chain.entries, head=chain.head_hash[:12]),
    )
    if chain.fault:
        _detail(
            _("First bad entry: %(seq)s (%(code)s)", seq=chain.fault.seq, code=chain.fault.code)
        )
        return
    _line(found.projection is None, _("Sales, payments, sessions and stock are what it says"))
    if wrong := found.projection:
        place = _("entry %(seq)s", seq=wrong.seq) if wrong.seq else wrong.key
        _detail(_("First difference: table %(table)s, %(place)s", table=wrong.table, place=place))
    for totals in found.totals:
        sums = [formats.money(m, "fr") for m in (totals.sales, totals.lines, totals.payments)]
        _line(totals.agree, f"{totals.edition}  " + " = ".join(sums))
    for lost in found.lost:
        _line(
            not found.lost,
            _(
                "%(device)s was told of entry %(seq)s, which is not there: a backup was restored,"
                " or this is another file. Look at the board of tills.",
                device=lost.series,
                seq=lost.seq,
            ),
        )
    for gap in found.gaps:
        click.echo(f"! {_gap(gap)}")


def _gap(gap: SeriesGap) -> str:
    what = _("receipts") if gap.receipts else _("facts")
    told = [f"{gap.edition}  {gap.series} ({what})"]
    missing = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in gap.missing]
    for label, numbers in ((_("missing"), missing), (_("doubled"), map(str, gap.doubled))):
        if shown := list(islice(numbers, MOST_NUMBERS)):
            told.append(f"{label} {', '.join(shown)}")
    return "  ".join(told)


def _line(holds: bool, text: str) -> None:
    mark, colour = ("✓", "green") if holds else ("✗", "red")
    click.echo(f"{click.style(mark, fg=colour)} {text}")


def _detail(text: str) -> None:
    click.echo(f"  {text}")
