"""`flask edition`: editions, listed, created and copied from the terminal."""

from __future__ import annotations

from datetime import date, datetime

import click
from flask.cli import with_appcontext

from app.errors import sentence
from bourse.db import transaction
from bourse.editions import service
from bourse.editions.queries import edition_by_slug, editions
from bourse.editions.service import EditionDraft
from bourse.errors import BourseError
from bourse.overview.copying import copy_edition
from bourse.people.actor import SYSTEM

edition = click.Group("edition", help="Editions: list, create, copy.")
DAY = click.DateTime(["%Y-%m-%d"])


@edition.command("list")
@with_appcontext
def list_editions() -> None:
    """One edition a line, the latest first: slug, status, first day, last day, name."""
    after = None
    while True:
        page = editions(after=after)
        for row in page.rows:
            click.echo(
                "\t".join((row.slug, row.status, f"{row.starts_on}", f"{row.ends_on}", row.name))
            )
        if (after := page.after) is None:
            return


@edition.command()
@click.argument("slug")
@click.option("--name", required=True, help="As visitors read it.")
@click.option("--starts-on", type=DAY, required=True, help="First day, 2027-06-12.")
@click.option("--ends-on", type=DAY, help="Last day; the first one when left out.")
@with_appcontext
def create(slug: str, name: str, starts_on: datetime, ends_on: datetime | None) -> None:
    """Create an edition in preparation, called SLUG."""
    first, last = _days(starts_on, ends_on)
    draft = EditionDraft(name=name, slug=slug, starts_on=first, ends_on=last)
    try:
        with transaction():
            service.create_edition(draft, by=SYSTEM)
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    click.echo(slug)


@edition.command()
@click.argument("source")
@click.argument("slug")
@click.option("--name", required=True, help="As visitors read it.")
@click.option("--starts-on", type=DAY, required=True, help="First day, 2027-06-12.")
@click.option("--ends-on", type=DAY, help="Last day; the first one when left out.")
@with_appcontext
def copy(source: str, slug: str, name: str, starts_on: datetime, ends_on: datetime | None) -> None:
    """Make SLUG with the sites, terms, categories and tills of SOURCE."""
    first, last = _days(starts_on, ends_on)
    try:
        with transaction():
            copy_edition(
                edition_by_slug(source),
                slug=slug,
                name=name,
                starts_on=first,
                ends_on=last,
                by=SYSTEM,
            )
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    click.echo(slug)


def _days(starts_on: datetime, ends_on: datetime | None) -> tuple[date, date]:
    return starts_on.date(), (ends_on or starts_on).date()
