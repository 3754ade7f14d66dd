"""The database: one declarative base, one session, one way to write.

SQLite takes one writer at a time. `transaction()` makes writers wait in order instead of
failing: it ends the read that the request opened, takes this process's write lock, and starts
`BEGIN IMMEDIATE`, so that whoever writes decides on what it reads after that.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ColumnExpressionArgument,
    Connection,
    DateTime,
    Engine,
    Enum,
    MetaData,
    Table,
    TypeDecorator,
    event,
    func,
    text,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.attributes import set_committed_value

from bourse.prepared import run

db = SQLAlchemy()
_write_lock = threading.Lock()
_writing: ContextVar[tuple[Session, Connection] | None] = ContextVar("who writes", default=None)

BUSY_TIMEOUT_MS = 15_000
"""How long who writes waits for another process (the command line) before giving up."""
POSTGRESQL = ("max_parallel_workers_per_gather = 0", "random_page_cost = 1.1")
"""An edition fits into memory, and pages are short: an index is dear only on a disk that turns, and
other processes take longer to start than what they would find."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Refuse a moment without a zone: it could mean anything."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value if value.tzinfo is UTC else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """The moment in UTC, whatever the driver gave."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Whole = Annotated[int, "cents, grams or thousandths"]
"""A column of cents, grams or thousandths of a unit: 64 bits on every database."""


class Base(DeclarativeBase):
    """What every table inherits: named constraints and moments in UTC."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, Whole: BigInteger}


def coded(members: type[StrEnum]) -> Enum:
    """A column that keeps an enumeration's codes as plain text, readable in any SQL tool."""
    return Enum(
        members,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda kind: [member.value for member in kind],
    )


def total(
    column: ColumnExpressionArgument[int] | ColumnExpressionArgument[int | None],
) -> ColumnElement[int]:
    """The sum of a column as a whole number, 0 of nothing (PostgreSQL would give a Decimal)."""
    return sql_cast(func.coalesce(func.sum(column), 0), BigInteger)


def table_of(model: type[Base]) -> Table:
    """The model's table, for writing through Core where the ORM's unit of work costs too much."""
    return cast(Table, model.__table__)


def tell(read: Base, written: Mapping[str, object]) -> None:
    """Let an object that was read say what Core wrote of it, with nothing left to flush."""
    for name, value in written.items():
        set_committed_value(read, name, value)


def core() -> Connection:
    """The session's own connection, for the selling path: a statement costs a third of the ORM's.

    What the session still holds is written first. Keep its statements as constants of their
    module: they are then compiled once.
    """
    if held := _writing.get():
        session, connection = held
        session.flush()
        return connection
    db.session.flush()
    return db.session.connection()


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if "sqlite" in type(connection).__module__:
        _prepare_sqlite(connection)
        return
    for setting in POSTGRESQL:
        connection.execute(f"SET {setting}")
    connection.commit()


def _prepare_sqlite(connection: Any) -> None:
    """Durable writes, foreign keys, and our own BEGIN (the driver's would break savepoints).

    What is deleted or written over is overwritten in the file, too: what was erased is not there.
    """
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    """Start the transaction that the driver no longer starts, immediate when it will write."""
    if connection.dialect.name == "sqlite":
        patience_ms = connection.get_execution_options().get("patience_ms")
        if patience_ms is None:
            run(connection, "BEGIN DEFERRED")
            return
        if connection.info.get("patience_ms") != patience_ms:
            run(connection, f"PRAGMA busy_timeout={patience_ms}")
            connection.info["patience_ms"] = patience_ms
        run(connection, "BEGIN IMMEDIATE")


@contextmanager
def transaction(patience_ms: int = BUSY_TIMEOUT_MS) -> Iterator[None]:
    """Commit what the block writes, or nothing of it.

    It waits `patience_ms` for whoever else writes, then raises OperationalError.

    What was loaded before is read again inside: decide on what you read in here. Do nothing slow
    in it (no hashing, parsing, PDF or mail): all other writers of this process are waiting.
    """
    db.session.rollback()
    on_sqlite = db.engine.dialect.name == "sqlite"
    with _our_turn(patience_ms) if on_sqlite else nullcontext():
        opened = None
        try:
            session = db.session()
            options = {"patience_ms": patience_ms} if on_sqlite else None
            connection = session.connection(execution_options=options)
            if not on_sqlite:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {patience_ms:d}")
            opened = _writing.set((session, connection))
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            if opened is not None:
                _writing.reset(opened)


@contextmanager
def read_only() -> Iterator[None]:
    """One consistent picture for a report: a single transaction that cannot write."""
    db.session.rollback()
    try:
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("PRAGMA query_only=ON"))
        else:
            db.session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        yield
    finally:
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("PRAGMA query_only=OFF"))
        db.session.rollback()


def leave_no_trace(patience_ms: int = BUSY_TIMEOUT_MS) -> bool:
    """Let what was erased go from the files of SQLite: its log still has the pages as they were.

    Call it after the commit. False where others read or wrote for longer than `patience_ms`: the
    log is then emptied another time. Other databases see to that themselves.
    """
    db.session.rollback()
    if db.engine.dialect.name != "sqlite":
        return True
    with closing(db.engine.raw_connection()) as connection:  # in no transaction: see `_begin`
        connection.cursor().execute(f"PRAGMA busy_timeout={patience_ms:d}")
        try:
            [busy, *_pages] = (
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            )
        finally:
            connection.cursor().execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return not busy


@contextmanager
def _our_turn(patience_ms: int) -> Iterator[None]:
    """The one turn to write in this process, on SQLite; OperationalError when it is too long."""
    if not _write_lock.acquire(timeout=patience_ms / 1_000):
        raise OperationalError("BEGIN IMMEDIATE", None, Exception("another thread is writing"))
    try:
        yield
    finally:
        _write_lock.release()
