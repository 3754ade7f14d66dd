"""`flask demo`: the demonstration, and how to sign in to it."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli.demo_arrival import bring_arrival
from app.errors import sentence
from app.language import current
from app.lots.photos import photo_files
from bourse.clock import now
from bourse.db import db, read_only, transaction
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.impact.compiling import compile_report
from bourse.impact.publications import publications
from bourse.impact.service import publish
from bourse.overview.demonstration import rows
from bourse.overview.demonstration.loading import Hashes, demonstration, is_empty, load
from bourse.overview.demonstration.logins import Logins, keep_logins, read_logins
from bourse.overview.demonstration.photographing import hang, take, to_photograph
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.people.service import hash_password
from bourse.tills.pins import hash_pin
from reports.kit.words import word

LOGINS = "demonstration_logins.json"
ZONE = ZoneInfo("Europe/Paris")


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the database is in use.")
@with_appcontext
def demo(if_empty: bool) -> None:
    """Load the demonstration once, and print one login for each role."""
    file = Path(current_app.config["INSTANCE"]) / LOGINS
    if demonstration() is None:
        if not is_empty():
            if if_empty:
                return
            raise click.ClickException(sentence(BourseError("database_in_use")))
        click.echo(_("Loading the demonstration…"))
        bring_arrival(_load(keep_logins(file)))
        _photograph()
    edition = demonstration()
    assert edition is not None, "loaded above"
    _publish(edition)
    _print(edition, read_logins(file))


def _load(logins: Logins) -> Edition:
    """Hash first: it takes long on purpose, and a transaction makes others wait."""
    hashes = Hashes(hash_password(logins.password), hash_pin(logins.pin))
    with transaction():
        return load(now().astimezone(ZONE).date(), hashes)


def _photograph() -> None:
    """Give the lots that are seen first their photos, drawn before the transaction."""
    taken = take(to_photograph(), photo_files())
    with transaction():
        hang(taken, by=SYSTEM)


def _publish(edition: Edition) -> None:
    """Give the collectivity a first, provisional report to read."""
    edition_id = edition.id
    if publications(edition_id).rows:
        return
    with read_only():
        report = compile_report(db.session.get_one(Edition, edition_id))
    with transaction():
        publish(edition_id, report, by=SYSTEM)


def _print(edition: Edition, logins: Logins | None) -> None:
    click.secho(_("Demonstration (fictional): %(name)s", name=edition.name), bold=True)
    if logins is None:
        click.echo(_("Its passwords were kept in another instance: reset them from the sign-in."))
        return
    users = rows.edition().users
    roles = {user.role: str(word(Role(user.role), current())) for user in users}
    role_width = max(map(len, roles.values()))
    email_width = max(len(user.email) for user in users)
    for user in users:
        click.echo(
            f"  {roles[user.role]:<{role_width}}  {user.email:<{email_width}}  {logins.password}"
        )
    pin = _("PIN of every cashier at the till: %(pin)s", pin=logins.pin)
    click.echo(f"  {pin}")
