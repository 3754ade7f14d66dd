"""Imports: what a file said last of each lot, so that what was changed since stays."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lot_last_said",
        sa.Column("lot_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_lot_last_said_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lot_id", name=op.f("pk_lot_last_said")),
    )


def downgrade() -> None:
    op.drop_table("lot_last_said")
