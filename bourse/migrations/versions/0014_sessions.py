"""Sessions counted mode by mode, and receipts given once more."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("till_session", sa.Column("closed_by", sa.String(length=8), nullable=True))
    op.add_column("till_session", sa.Column("reason", sa.String(length=24), nullable=True))
    op.create_table(
        "session_count",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("session_uuid", sa.String(length=36), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "cash",
                "card",
                "cheque",
                "transfer",
                name="paymentmode",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("expected_cents", sa.BigInteger(), nullable=False),
        sa.Column("counted_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["journal_entry.seq"], name=op.f("fk_session_count_seq_journal_entry")
        ),
        sa.PrimaryKeyConstraint("seq", "position", name=op.f("pk_session_count")),
    )
    op.create_index(op.f("ix_session_count_session_uuid"), "session_count", ["session_uuid"])
    op.create_table(
        "receipt_copy",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("session_uuid", sa.String(length=36), nullable=False),
        sa.Column("of", sa.String(length=36), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["journal_entry.seq"], name=op.f("fk_receipt_copy_seq_journal_entry")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_receipt_copy")),
    )
    op.create_index(op.f("ix_receipt_copy_of"), "receipt_copy", ["of"])
    op.create_index(op.f("ix_receipt_copy_session_uuid"), "receipt_copy", ["session_uuid"])
    op.execute("UPDATE till_session SET closed_by = cashier WHERE closed_at IS NOT NULL")


def downgrade() -> None:
    op.drop_table("receipt_copy")
    op.drop_table("session_count")
    op.drop_column("till_session", "reason")
    op.drop_column("till_session", "closed_by")
