"""The `flask` commands, one file a family."""

from flask import Flask

from app.cli import (
    check,
    database,
    demo,
    edition,
    history,
    journal,
    labels,
    lots,
    report,
    serve,
    user,
)

COMMANDS = (
    check.check,
    database.database,
    demo.demo,
    edition.edition,
    history.history,
    journal.journal,
    labels.labels,
    lots.lots,
    report.report,
    serve.serve,
    user.user,
)


def init_app(app: Flask) -> None:
    """Add every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
