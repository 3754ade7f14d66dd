"""`flask check`: the pre-opening checklist in the terminal."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import ngettext

from app.checks import ToldCheck, told_checks
from app.errors import sentence
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug, next_edition
from bourse.errors import BourseError


@click.command()
@click.argument("edition", required=False)
@with_appcontext
def check(edition: str | None) -> None:
    """Walk through the checklist of EDITION, or of the next one; exit 0 only if it can open."""
    chosen = _chosen(edition)
    click.secho(f"{chosen.name} ({chosen.slug})", bold=True)
    checks = told_checks(chosen, try_mail=True)
    for one in checks:
        _print(one)
    missing = sum(not one.ok and one.required for one in checks)
    if missing:
        raise click.ClickException(
            ngettext(
                "The edition cannot open: one thing is missing.",
                "The edition cannot open: %(num)d things are missing.",
                missing,
            )
        )


def _print(one: ToldCheck) -> None:
    """A line for what is ready; what is not has what to do below."""
    mark, colour = ("✓", "green") if one.ok else ("✗", "red") if one.required else ("!", "yellow")
    click.echo(f"{click.style(mark, fg=colour)} {one.title}")
    if not one.ok:
        click.echo(f"  {one.advice}")


def _chosen(slug: str | None) -> Edition:
    try:
        found = edition_by_slug(slug) if slug else next_edition()
    except BourseError as error:
        raise click.ClickException(sentence(error)) from error
    if found is None:
        raise click.ClickException(_("No edition is to come: name one."))
    return found
