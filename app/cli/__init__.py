"""The `flask` commands, one file a family."""

from flask import Flask

from app.cli import database


def init_app(app: Flask) -> None:
    """Add every command."""
    for command in (database.database,):
        app.cli.add_command(command)
