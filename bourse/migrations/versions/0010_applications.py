"""Applications: who follows one, what it claims; memberships wait to be accepted."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("search_words", sa.String(length=600), nullable=False, server_default="")
        )
    with op.batch_alter_table("company_member", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("accepted_at", bourse.db.Instant(timezone=True), nullable=True)
        )
    op.execute("UPDATE company_member SET accepted_at = CURRENT_TIMESTAMP")
    with op.batch_alter_table("exhibitor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("claims", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("applicant_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_exhibitor_applicant_id_user"),
            "user",
            ["applicant_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(
            batch_op.f("ix_exhibitor_applicant_id"), ["applicant_id"], unique=False
        )
    for table, column in (("company", "search_words"), ("exhibitor", "claims")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, server_default=None)
