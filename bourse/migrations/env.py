"""How Alembic runs our steps: on the connection it is given, SQLite's tables rebuilt by batch."""

from alembic import context

from bourse.migrations.tables import in_models, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=in_models,
)
with context.begin_transaction():
    context.run_migrations()
