"""The `flask` commands, one file a family."""

from flask import Flask

from app.cli import database, demo, lots, report, serve

COMMANDS = (
    database.database,
    demo.demo,
    lots.lots,
    report.report,
    serve.serve,
)


def init_app(app: Flask) -> None:
    """Add every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
