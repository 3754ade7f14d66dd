"""The face: HTTP, HTML, JSON and the command line. The only room that knows Flask's request."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

import config


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """The application, with `settings` over those of the environment. Migrates nothing."""
    from app.face import Face

    app = Face(__name__)
    app.config.from_mapping(config.from_environment() if settings is None else settings)
    _connect_database(app)
    _speak(app)
    _guard(app)
    _open_rooms(app)
    _add_commands(app)
    return app


def _connect_database(app: Flask) -> None:
    from bourse.db import db
    from bourse.migrations import tables

    db.init_app(app)
    assert tables.metadata.tables, "every room's tables are known before the first query"


def _speak(app: Flask) -> None:
    from app import addresses, filters, language
    from app.lots import weight

    addresses.init_app(app)
    language.init_app(app)
    filters.init_app(app)
    weight.init_app(app)


def _guard(app: Flask) -> None:
    from app import due, errors, masthead, security
    from app.bulk.due import MARKDOWNS
    from app.holds.erasing import ERASURES
    from app.spreadsheets.uploads import SWEEP

    due.init_app(app, [MARKDOWNS, ERASURES, SWEEP])
    security.init_app(app)
    masthead.init_app(app)
    errors.init_app(app)


def _open_rooms(app: Flask) -> None:
    from app import account, collectivity, exhibitor, gate, organiser, public, till

    for room in (public, account, organiser, exhibitor, till, gate, collectivity):
        app.register_blueprint(room.blueprint)


def _add_commands(app: Flask) -> None:
    from app import cli

    cli.init_app(app)
