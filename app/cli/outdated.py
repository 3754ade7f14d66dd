"""A command on a database older than the software says what to run, instead of a traceback."""

from __future__ import annotations

from typing import TypeVar

import click
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError, ProgrammingError

from bourse import migrations
from bourse.db import db

Known = TypeVar("Known", bound=click.Command)


def explained(command: Known) -> Known:
    """The same command; what it raises over a missing table or column becomes a sentence."""
    run = command.invoke

    def invoke(context: click.Context) -> object:
        try:
            return run(context)
        except (OperationalError, ProgrammingError) as error:
            with context.obj.load_app().app_context():
                if migrations.is_current(db.engine):
                    raise
                raise click.ClickException(sentence()) from error

    command.invoke = invoke  # click has no hook around what a command runs
    return command


def sentence() -> str:
    """What to run."""
    return _("The database is older than the software: run “flask --app wsgi database upgrade”.")
