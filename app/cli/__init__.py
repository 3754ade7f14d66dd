"""The `flask` commands, one file a family."""

from flask import Flask

from app.cli import database, report, serve

COMMANDS = (
    database.database,
    report.report,
    serve.serve,
)


def init_app(app: Flask) -> None:
    """Add every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
