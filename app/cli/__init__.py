"""The `flask` commands, one file a family."""

from flask import Flask

from app.cli import (
    check,
    database,
    demo,
    edition,
    history,
    holds,
    journal,
    labels,
    lots,
    markdowns,
    remind,
    report,
    serve,
    user,
)
from app.cli.outdated import explained

COMMANDS = (
    database.database,
    *map(
        explained,
        (
            check.check,
            demo.demo,
            edition.edition,
            history.history,
            holds.holds,
            journal.journal,
            labels.labels,
            lots.lots,
            markdowns.markdowns,
            remind.remind,
            report.report,
            serve.serve,
            user.user,
        ),
    ),
)


def init_app(app: Flask) -> None:
    """Add every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
