"""Spreadsheets imported: which lots each made, and what a firm's headings mean."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lot_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("imported_at", Instant(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", Instant(timezone=True), nullable=True),
        sa.Column("undone", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_lot_import_exhibitor_id_exhibitor")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["user.id"], name=op.f("fk_lot_import_imported_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_import")),
        sa.UniqueConstraint("token", name=op.f("uq_lot_import_token")),
    )
    op.create_index(op.f("ix_lot_import_exhibitor_id"), "lot_import", ["exhibitor_id"])
    op.create_table(
        "imported_lot",
        sa.Column("lot_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_imported_lot_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["lot_import.id"],
            name=op.f("fk_imported_lot_import_id_lot_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("lot_id", name=op.f("pk_imported_lot")),
    )
    op.create_index(op.f("ix_imported_lot_import_id"), "imported_lot", ["import_id"])
    op.create_table(
        "column_choice",
        sa.Column("company_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_column_choice_company_id_company"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "heading", name=op.f("pk_column_choice")),
    )


def downgrade() -> None:
    op.drop_table("column_choice")
    op.drop_index(op.f("ix_imported_lot_import_id"), "imported_lot")
    op.drop_table("imported_lot")
    op.drop_index(op.f("ix_lot_import_exhibitor_id"), "lot_import")
    op.drop_table("lot_import")
