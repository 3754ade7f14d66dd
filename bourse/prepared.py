"""Core statements on the driver's own cursor, for the path of a sale alone.

What SQLAlchemy does around a statement (events, contexts, results) takes 15 to 45 µs, SQLite 2 to
5, and a sale is a dozen statements: here each is compiled once for a database. Values go in and
out through the same types as everywhere, and the driver's errors come out as SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Converters = tuple[tuple[int, Callable[[Any], Any]], ...]
"""What converts a value, with its place in the row."""
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement in a database's words: its parameters in order, what converts in and out."""

    sql: str
    is_positional: bool
    names: tuple[str, ...]
    inward: Converters
    constants: Values
    outward: Converters

    def given(self, values: Values) -> Sequence[object] | Values:
        """The values as this driver takes them."""
        if self.constants:
            values = {**self.constants, **values}
        row = _converted([values[name] for name in self.names], self.inward)
        return row if self.is_positional else dict(zip(self.names, row, strict=True))

    def taken(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row as Python has it."""
        return tuple(_converted(list(row), self.outward) if self.outward else row)


def _converted(row: list[Any], converters: Converters) -> list[Any]:
    for place, convert in converters:
        row[place] = convert(row[place])
    return row


class Prepared:
    """A statement to run many times. An insert writes the columns that its first row names."""

    def __init__(self, statement: Select[*tuple[Any, ...]] | Insert | Update | Delete) -> None:
        self._statement = statement
        self._written: dict[tuple[str, ...], _Written] = {}

    def first(self, connection: Connection, **values: object) -> tuple[Any, ...] | None:
        """The first row, in the order of the columns selected; None when there is none."""
        written = self._for(connection.dialect, ())
        with _cursor(connection, written.sql) as cursor:
            cursor.execute(written.sql, written.given(values))
            row = cursor.fetchone()
        return None if row is None else written.taken(row)

    def rows(self, connection: Connection, **values: object) -> list[tuple[Any, ...]]:
        """Every row."""
        written = self._for(connection.dialect, ())
        with _cursor(connection, written.sql) as cursor:
            cursor.execute(written.sql, written.given(values))
            found = cursor.fetchall()
        return [written.taken(row) for row in found]

    def write(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run once for each of `rows`; they all name the same values."""
        columns = tuple(rows[0]) if isinstance(self._statement, Insert) else ()
        written = self._for(connection.dialect, columns)
        with _cursor(connection, written.sql) as cursor:
            if len(rows) == 1:
                cursor.execute(written.sql, written.given(rows[0]))
            else:
                cursor.executemany(written.sql, [written.given(row) for row in rows])

    def _for(self, dialect: Dialect, columns: tuple[str, ...]) -> _Written:
        key = (dialect.name, *columns)
        if key not in self._written:
            self._written[key] = _write_for(self._statement, dialect, columns)
        return self._written[key]


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Undo what the block wrote when it raises, and keep the transaction."""
    run(connection, "SAVEPOINT one_fact")
    try:
        yield
    except BaseException:
        if not connection.invalidated:  # one that was cut has lost its transaction, whole
            run(connection, "ROLLBACK TO SAVEPOINT one_fact")
            run(connection, "RELEASE SAVEPOINT one_fact")
        raise
    run(connection, "RELEASE SAVEPOINT one_fact")


def run(connection: Connection, sql: str) -> None:
    """Run a statement that takes no values and gives no rows."""
    with _cursor(connection, sql) as cursor:
        cursor.execute(sql)


class _cursor:  # noqa: N801 -- reads as the function it stands for; a generator costs twice as much
    """The driver's cursor, closed after use, its errors made SQLAlchemy's."""

    __slots__ = ("connection", "cursor", "sql")

    def __init__(self, connection: Connection, sql: str) -> None:
        self.connection, self.sql = connection, sql

    def __enter__(self) -> Any:
        self.cursor = self.connection.connection.cursor()
        return self.cursor

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self.cursor.close()
        if error is None:
            return
        dialect = self.connection.dialect
        base = dialect.loaded_dbapi.Error
        if isinstance(error, base):
            if dialect.is_disconnect(error, self.connection.connection.dbapi_connection, None):
                self.connection.invalidate(error)
            raise DBAPIError.instance(self.sql, None, error, base, dialect=dialect) from error


def _write_for(
    statement: Select[*tuple[Any, ...]] | Insert | Update | Delete,
    dialect: Dialect,
    columns: tuple[str, ...],
) -> _Written:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    binds: Mapping[str, BindParameter[Any]] = compiled.binds
    names = tuple(compiled.positiontup if compiled.positional else binds)
    inward = [_kind(binds[name].type, dialect).bind_processor(dialect) for name in names]
    constants = {name: bind.value for name, bind in binds.items() if bind.value is not None}
    for column in getattr(compiled, "insert_prefetch", ()):
        if not column.default.is_scalar:
            raise TypeError(f"say what {column} is: its default is computed for each row")
        constants[column.key] = column.default.arg
    outward = [
        _kind(column.type, dialect).result_processor(dialect, None)
        for column in (statement.selected_columns if isinstance(statement, Select) else ())
    ]
    return _Written(
        compiled.string,
        compiled.positional,
        names,
        _placed(inward),
        constants,
        _placed(outward),
    )


def _placed(converters: Sequence[Callable[[Any], Any] | None]) -> Converters:
    """Those that convert, each with its place: most values go as they are."""
    return tuple((place, convert) for place, convert in enumerate(converters) if convert)


def _kind(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """The type as this database has it."""
    return kind.dialect_impl(dialect)
