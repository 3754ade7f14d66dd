"""`flask user`: the first organiser, before anyone can invite anyone."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import with_appcontext

from app import links
from app.links import Purpose
from bourse.db import transaction
from bourse.people import service
from bourse.people.actor import SYSTEM
from bourse.people.models import Role

user = click.Group("user", help="Accounts.")


@user.command()
@click.argument("email")
@click.option("--name", default="", help="How to call them; they may change it.")
@with_appcontext
def create_organiser(email: str, name: str) -> None:
    """Make EMAIL an organiser, and print the link where they choose a password.

    Also the way back in when nobody remembers a password.
    """
    try:
        address = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise click.BadParameter(str(error)) from error
    with transaction():
        organiser = service.ensure_user(address, name or address.split("@")[0], by=SYSTEM)
        service.grant(organiser, Role.ORGANISER, by=SYSTEM)
        if organiser.disabled_at:
            service.enable(organiser, by=SYSTEM)
    purpose = Purpose.RESET_PASSWORD if organiser.password_hash else Purpose.INVITE_USER
    page = "account.reset" if organiser.password_hash else "account.invitation"
    click.echo(links.address(page, token=links.user_token(purpose, organiser)))
