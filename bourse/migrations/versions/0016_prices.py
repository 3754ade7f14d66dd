"""Prices given at the till, the price on a label, and how each payment is told from others."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "edition",
        sa.Column("cashier_markdown_bp", sa.Integer(), nullable=False, server_default="2000"),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.alter_column("cashier_markdown_bp", server_default=None)
    op.add_column("lot", sa.Column("labelled_price_cents", sa.BigInteger(), nullable=True))
    op.add_column("sale", sa.Column("approved_by", sa.String(length=8), nullable=True))
    op.add_column("sale_line", sa.Column("catalogue_price_cents", sa.BigInteger(), nullable=True))
    op.add_column("sale_line", sa.Column("price_reason", sa.String(length=12), nullable=True))
    op.add_column("payment", sa.Column("reference", sa.String(length=35), nullable=True))
    op.add_column("payment", sa.Column("exhibitor", sa.String(length=8), nullable=True))
