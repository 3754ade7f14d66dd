"""Supervisors: cashiers who approve what others may not decide alone."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cashier", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_supervisor", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("cashier", schema=None) as batch_op:
        batch_op.alter_column("is_supervisor", server_default=None)


def downgrade() -> None:
    op.drop_column("cashier", "is_supervisor")
