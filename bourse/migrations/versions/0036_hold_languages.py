"""Holds: the language in which the visitor reads; those made before are written to in French."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "hold", sa.Column("language", sa.String(length=2), server_default="fr", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("hold", "language")
