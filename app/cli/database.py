"""`flask database`: the shape of the database."""

import click
from flask.cli import with_appcontext

from bourse import migrations
from bourse.db import db

database = click.Group("database", help="The shape of the database.")


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the database to the last migration."""
    migrations.upgrade(db.engine)


@database.command()
@click.argument("message")
@with_appcontext
def revise(message: str) -> None:
    """Write the next migration from the tables (for developers)."""
    migrations.revise(db.engine, message)
