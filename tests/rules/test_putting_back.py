"""PostgreSQL's one database for all tests is for each what the migrations made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.exc import OperationalError

from tests.fixtures.putting_back import LastingDatabase

EVENTS = """
INSERT INTO admin_event (at, verb, subject, details)
SELECT now(), 'edition.open', repeat('a', 80), '{{}}' FROM generate_series(1, {}) RETURNING id
"""


@pytest.fixture
def lasting(postgres_server: Engine, postgres_template: str) -> Iterator[LastingDatabase]:
    """Another one, for this test alone."""
    with closing(LastingDatabase(postgres_server, postgres_template, "put_back")) as database:
        yield database


def done(database: LastingDatabase, command: str) -> list[tuple[object, ...]]:
    """What a command answers, in a connection of its own."""
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.begin() as connection:
        answer = connection.exec_driver_sql(command)
        return [tuple(row) for row in answer] if answer.returns_rows else []


def oid(database: LastingDatabase) -> object:
    """Which database of the server it is."""
    return done(database, "SELECT oid FROM pg_database WHERE datname = current_database()")


def test_rows_and_counters_are_put_back(lasting: LastingDatabase) -> None:
    before = oid(lasting)
    for _ in range(2):
        assert done(lasting, EVENTS.format(2)) == [(1,), (2,)]
        lasting.put_back()
        assert done(lasting, "TABLE admin_event") == []
    assert oid(lasting) == before, "it was only emptied"


@pytest.mark.parametrize(
    "command",
    [
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "ALTER TABLE admin_event ADD COLUMN more text",
        "UPDATE category SET code = 'ZZZ' WHERE code = 'CAR'",
        "DELETE FROM category WHERE code = 'CAR'",
        EVENTS.format(1_999),
    ],
    ids=["trigger", "column", "changed", "deleted", "long"],
)
def test_what_cannot_be_emptied_is_made_anew(lasting: LastingDatabase, command: str) -> None:
    before = oid(lasting)
    triggers = "SELECT tgname, tgenabled FROM pg_trigger ORDER BY tgname, oid"
    columns = "SELECT attname FROM pg_attribute WHERE attrelid = 'admin_event'::regclass"
    asked = ("TABLE category ORDER BY code", triggers, columns, "TABLE admin_event")
    as_new = [done(lasting, query) for query in asked]
    done(lasting, command)
    assert [done(lasting, query) for query in asked] != as_new
    lasting.put_back()
    assert [done(lasting, query) for query in asked] == as_new
    assert oid(lasting) != before


def test_who_still_writes_is_cut_off(lasting: LastingDatabase) -> None:
    engine = create_engine(lasting.url, poolclass=NullPool)
    with engine.connect() as late:
        late.exec_driver_sql(EVENTS.format(1))
        lasting.put_back()
        with pytest.raises(OperationalError):
            late.exec_driver_sql("COMMIT")
    assert done(lasting, "TABLE admin_event") == []
