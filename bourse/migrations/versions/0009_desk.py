"""The desk: refused facts that a person has seen; receipts found by their number."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("refused_fact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", bourse.db.Instant(timezone=True), nullable=True))
        batch_op.create_index("ix_refused_fact_seen", ["seen_at"], unique=False)
    op.create_index("ix_sale_edition_series", "sale", ["edition_id", "series", "receipt"])
