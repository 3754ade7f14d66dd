"""Numbered paper sheets: what was printed, the series they make, and which sale each became."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_range",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("printed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_sheet_range_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_sheet_range_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_range")),
        sa.UniqueConstraint("edition_id", "first", name=op.f("uq_sheet_range_edition_id_first")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_paper", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.alter_column("is_paper", server_default=None)
    op.add_column("sale", sa.Column("sheet", sa.Integer(), nullable=True))
    written = sa.text("sheet IS NOT NULL")
    op.create_index(
        op.f("ix_sale_edition_sheet"),
        "sale",
        ["edition_id", "sheet"],
        sqlite_where=written,
        postgresql_where=written,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_sale_edition_sheet"), "sale")
    op.drop_column("sale", "sheet")
    op.drop_column("enrolment", "is_paper")
    op.drop_table("sheet_range")
