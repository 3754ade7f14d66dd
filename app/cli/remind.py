"""`flask remind`: reminders before cataloguing closes, for a task run every few minutes."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import ngettext

from app import letters
from app.errors import sentence
from bourse.db import transaction
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.lots.reminders import editions_to_remind
from bourse.lots.reminders import remind as take
from bourse.people.actor import SYSTEM


@click.command()
@click.argument("edition", required=False)
@with_appcontext
def remind(edition: str | None) -> None:
    """Write to exhibitors 48 and 4 hours before cataloguing closes, of EDITION or of every one.

    Each is written to once an hour that has come: run it as often as you like, by cron for example.
    """
    try:
        slugs = [edition_by_slug(edition).slug] if edition else _slugs()
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    for slug in slugs:
        with transaction():
            taken = take(edition_by_slug(slug), by=SYSTEM)
        letters.post_reminders(slug, taken)
        said = ngettext("%(num)d exhibitor reminded", "%(num)d exhibitors reminded", len(taken))
        click.echo(f"{slug}\t{said}")


def _slugs() -> list[str]:
    return [edition.slug for edition in editions_to_remind()]
