"""The migrations lead to one head, and there the database is what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import NullPool, create_engine

from bourse.migrations import script
from bourse.migrations.tables import in_models, metadata


def test_there_is_one_head() -> None:
    assert len(script().get_heads()) == 1


def test_steps_are_numbered_in_their_order() -> None:
    steps = [step.revision for step in script().walk_revisions()][::-1]
    assert steps == [f"{number:04d}" for number in range(1, len(steps) + 1)]


# SQLite's expressions cannot be read back: `tables.BY_MIGRATION` names the index that has one.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection:sqlalchemy.exc.SAWarning")
def test_the_migrated_database_is_what_the_models_say(database_url: str) -> None:
    with create_engine(database_url, poolclass=NullPool).connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": in_models}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
