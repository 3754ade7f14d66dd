"""Holds: the visitor's name as it is looked for, without accents."""

import sqlalchemy as sa
from alembic import op

from bourse.people.folding import fold

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hold", sa.Column("search_name", sa.String(length=240), nullable=True))
    held = sa.table("hold", sa.column("id"), sa.column("name"), sa.column("search_name"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(held.c.id, held.c.name)).all():
        said = fold(row.name) if row.name else None
        connection.execute(held.update().where(held.c.id == row.id).values(search_name=said))


def downgrade() -> None:
    op.drop_column("hold", "search_name")
