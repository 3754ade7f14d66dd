"""Holds: a digest of the network that asked, while the hold waits for its confirmation."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hold", sa.Column("network", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("hold", "network")
