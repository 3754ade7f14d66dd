"""The database's shape, in numbered steps: plain Alembic, run by command, never by the factory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError


def upgrade(engine: Engine) -> None:
    """Bring the database to the last step, wholly or not at all."""
    with _unhindered(engine) as connection:
        command.upgrade(_config(connection), "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has every step; one that cannot be read is not said to lack any."""
    try:
        with engine.connect() as connection:
            reached = MigrationContext.configure(connection).get_current_heads()
    except SQLAlchemyError:
        return True
    return reached == (_last(),)


@cache
def _last() -> str | None:
    return script().get_current_head()


def revise(engine: Engine, message: str) -> None:
    """Write the next step from what the tables have that the database lacks."""
    number = len(list(script().walk_revisions())) + 1
    with _unhindered(engine) as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=f"{number:04d}")


def script() -> ScriptDirectory:
    """The steps, for the test that there is one head."""
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _unhindered(engine: Engine) -> Iterator[Connection]:
    """A transaction in which SQLite may rebuild a table without its foreign keys cascading."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        on_sqlite = engine.dialect.name == "sqlite"
        if on_sqlite and driver:
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("a migration left rows that refer to nothing")
        finally:
            if on_sqlite and driver:
                driver.execute("PRAGMA foreign_keys=ON")
